"""Tables of a book that is open in Excel: found, read and written in few calls, and put back where a command fails.

Every call crosses from Python's process to Excel's, some tens of microseconds on a quiet machine and a thousand times
that on a busy one; so a table is read as one block and remembered while the command works (transaction.py), and written
in whole columns. What a command writes is undone if it fails (rollback.py). Excel's own ways stand in cells.py (text
that it would read as something else), filters.py (a filter misplaces what is written), table_rows.py (totals rows,
users' formulas) and excel_errors.py (its errors as sentences).

Plain xlwings, but for the members it does not have; those are asked for on Windows only.
"""
