"""HTTP: pages and addresses; the only place that knows Flask."""
