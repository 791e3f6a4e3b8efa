"""Floor 2: figures in. Open a file safely, recognise it, read it, check it, and store it whole or not at all."""
