"""Keeping the book in order: undo, merge, duplicates, clear-sample."""
