"""Files become reports."""
