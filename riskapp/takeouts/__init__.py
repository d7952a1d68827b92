"""Lists to take out: what each says of its rows, column by column."""
