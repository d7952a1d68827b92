"""Long work, done behind the pages."""
