"""Opening a file safely: a look at what it is, then a short-lived process of its own that reads it."""
