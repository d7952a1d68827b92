"""Read model in, PDF bytes out: what is printed for a board."""
