"""The one seam between the book and the rules: an Excel table <-> a typed DataFrame, by header.

A table is found by its name, a column by its label in either language, then a synonym, then the hidden name that
Excel itself keeps right when a user renames the header; what cannot be found is a sentence that names it. Users may
add, move, rename, sort and filter columns. Rules see field keys and list keys; the book shows labels.

Frames have field keys as columns and the row's position in the table's data body (0-based) as index; rows blank in
every column asked for are left out. A book is open in Excel or a closed file: `workbook/tables/hosts.py`
chooses between the two ways to its cells.
"""

from workbook.tables.book_cache import forget_lists
from workbook.tables.defined_names import (
    get_name,
    language,
    older,
    require_current,
    schema_version,
    set_block,
    set_name,
)
from workbook.tables.hosts import all_or_nothing, may_have_changed, preload
from workbook.tables.ids import new_row_ids, next_ids, row_ids_from
from workbook.tables.lists import (
    day_of,
    entries,
    keys_of,
    labels_of,
    list_column,
    read,
    read_list,
    read_settings,
    unkeyed,
)
from workbook.tables.reading import TableData, find_table, read_raw, size
from workbook.tables.rows import put_rows, take_rows, typed_formulas, write_formulas, write_rows
from workbook.tables.rows_below import (
    RowsBelow,
    below,
    below_tables_read,
    give_back,
    keep_room,
    link_cells,
    open_at_ends,
    take_in,
)
from workbook.tables.writing import announce, append, delete_rows, fill, fill_ids, fill_row_ids, replace, write

__all__ = [
    "RowsBelow", "TableData", "all_or_nothing", "announce", "append", "below", "below_tables_read", "day_of",
    "delete_rows", "entries", "fill", "fill_ids", "fill_row_ids", "find_table", "forget_lists", "get_name", "give_back",
    "keep_room", "keys_of", "labels_of", "language", "link_cells", "list_column", "may_have_changed", "new_row_ids",
    "next_ids", "older", "open_at_ends", "preload", "put_rows", "read", "read_list", "read_raw", "read_settings",
    "replace", "require_current", "row_ids_from", "schema_version", "set_block", "set_name", "size", "take_in",
    "take_rows", "typed_formulas", "unkeyed", "write", "write_formulas", "write_rows",
]  # fmt: skip
