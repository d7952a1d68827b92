"""The nouns of the API, each with its shapes in and out and its operations."""
