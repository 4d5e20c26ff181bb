"""The commands of the book: each reads tables, calls rules, writes tables and says what was done."""
