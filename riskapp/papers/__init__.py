"""What packs say: read models composed into papers, one module for each kind and each section."""
