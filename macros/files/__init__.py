"""Rows from files and to the screen: load and show, and the readers of CSV, Excel and web files."""
