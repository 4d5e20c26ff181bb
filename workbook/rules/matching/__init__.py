"""Matching: who in a pasted list is already in the book, and who is in the book twice."""
