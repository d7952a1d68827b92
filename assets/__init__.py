"""Styles, scripts and fonts, built from packages at install time."""
