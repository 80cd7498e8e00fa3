"""What pages and API show: one module a page, plain functions from the desk to frozen structs of plain values."""
