"""Schema -> workbook: sheets, names, validation, formats, charts; then the ribbon and the VBA.

`book.build_book(path, lang)` makes the whole file, `book.build_body(lang)` the .xlsx that carries no macros yet.
"""
