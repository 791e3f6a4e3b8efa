"""Floor 3: figures out, as pages, exports and the API."""
