"""Floor 3: figures out as files."""
