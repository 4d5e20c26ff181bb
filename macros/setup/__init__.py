"""Setting a computer up: install puts the add-in in place, doctor checks the chain from a click to Python."""
