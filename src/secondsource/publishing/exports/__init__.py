"""Formats that a release is written in: one module a format. A format is added by adding a module with a ``FORMAT``."""
