"""What xlwings calls: App, Book, Sheet, Range, Table and Name on a closed file."""
