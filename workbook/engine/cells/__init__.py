"""Cells: worksheets scanned, read, spliced and written as streams and columns; no open book is known here."""
