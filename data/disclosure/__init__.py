"""Small numbers: which figures may not be shown, and which others must stay hidden so that nobody can work them out."""
