"""Loading files of other programs: header mapping, typed columns, rows matched with the book."""
