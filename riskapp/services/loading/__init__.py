"""Loading an organisation from a folder of files (docs/loading.md), all of it or nothing."""
