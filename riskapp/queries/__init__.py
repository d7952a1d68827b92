"""Questions: a session in, rows or what readers see out; nothing here writes."""
