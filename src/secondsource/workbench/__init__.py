"""The workbench: a local web page where a desk reads, checks, decides and shows."""
