"""The only home of pandas: rows in, read models or files out."""
