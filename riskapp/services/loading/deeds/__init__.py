"""What can be done in an event: one module for each noun, and the registry of them all."""
