"""Copies handed out and collected, and what the book holds of a person."""
