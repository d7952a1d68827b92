"""What people see: frozen values from which pages and packs are drawn."""
