"""Floor 0: the store, the areas, the settings. It imports nothing of ours."""
