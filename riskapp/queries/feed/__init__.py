"""Flat tables of all that a reader may see, for spreadsheets and reporting tools elsewhere.

The names of the tables and of their columns are a promise: columns may be added at the end, none is
renamed, and none changes what it means.
"""
