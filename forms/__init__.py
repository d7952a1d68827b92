"""Text in, draft out: what people type, read into what they ask for."""
