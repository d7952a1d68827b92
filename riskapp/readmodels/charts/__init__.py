"""Charts as lists of plain shapes, which pages and packs draw alike."""
