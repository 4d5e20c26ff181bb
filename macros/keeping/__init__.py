"""Commands that keep the book in order: undo, merge, duplicates, clear-sample."""
