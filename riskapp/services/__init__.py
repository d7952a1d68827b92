"""Deeds: one function for each thing people do; they ask the rules, write and never commit."""
