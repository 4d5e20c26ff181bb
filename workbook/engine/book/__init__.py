"""The open book: its sheets, tables and names, and what was changed in them."""
