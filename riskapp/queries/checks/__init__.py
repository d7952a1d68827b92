"""Proving that the database is sound; every check yields a sentence for each thing it finds."""
