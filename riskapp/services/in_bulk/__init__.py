"""Writing many risks at once, with all that deeds done one by one would have left."""
