"""Bringing an old register in: the dry run, the load, and taking a whole file back."""
