"""The commands load and show, and the readers of CSV, Excel and web files."""
