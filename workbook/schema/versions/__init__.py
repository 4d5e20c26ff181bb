"""The names of every version of the book, and what is declared today beside them."""
