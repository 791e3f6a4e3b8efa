"""One page a file: each is a pure function from the store, the viewer and the query to what is on the screen."""
