"""Synthetic organisations of any size, for measuring: sound, and plainly not a real trust."""
