"""Measuring speed on synthetic registers, each figure beside its floor on the same machine."""
