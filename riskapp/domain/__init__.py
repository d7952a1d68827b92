"""The rules: values in, answers out; no clock, no database, no web."""
