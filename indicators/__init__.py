"""Floor 1: what a figure means. The catalogue, the rules, and the reading made from both."""
