"""The tables of the book, declared field by field, one module a subject."""
