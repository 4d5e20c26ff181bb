"""Pasted lists: preview what each row would become, then import it."""
