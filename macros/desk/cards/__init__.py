"""Cards on paper: read from the book, laid out on pages of A4, written as a file."""
