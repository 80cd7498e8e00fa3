"""Where reports, readings, weighings and verdicts are kept: one encrypted file, or PostgreSQL for a team."""
