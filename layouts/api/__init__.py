"""Floor 3: the API under /api/v1 and the gate in front of the server. Its shape is the house contract's."""
