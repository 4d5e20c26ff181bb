"""Copies out and back: what of the book a copy holds, what is masked in it, and what becomes of it when it returns."""
