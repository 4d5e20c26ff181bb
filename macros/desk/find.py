"""find: customers by a few typed signs, the likeliest first, at most twenty, with the total.

On the command line the answer is printed and the book is left alone. Without a text the command looks for what stands
in the yellow cell (the name find_text) and writes the hits below it, each with a link to the customer's row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from macros.desk.active_row import chosen_sheet
from macros.desk.shown_cell import show_cell
from macros.files.show import printed
from macros.report import Progress, Report, silent
from workbook import tables
from workbook.language import Text
from workbook.schema.home import FIND_CELLS, FIND_SAID, FIND_TEXT
from workbook.schema.tables.customers import CUSTOMERS
from workbook.schema.tables.results import FOUND
from workbook.tables.defined_names import named_range

if TYPE_CHECKING:
    import pandas as pd
    import xlwings as xw

    from workbook.rules.finding.book_index import Index
    from workbook.rules.finding.search import Found

READING, LOOKING, DONE = Text("读取", "Reading"), Text("查找", "Looking"), Text("完成", "Done")

_NOTHING_TYPED = Text(
    "请先在“{sheet}”表的黄色格子里写要找的几个字，再运行一次。",
    "Type what you look for into the yellow cell on the sheet {sheet} and run it once more.",
)
_NONE = Text(
    "没有找到“{text}”。可以写名称的一部分、编号、拼音首字母、电话的任意4位、联系人或地址。",
    "Nothing was found for '{text}'. Type a part of a name, a number, pinyin initials, any 4 digits of a telephone, "
    "a contact or a part of an address.",
)
_ONE = Text("只有一位：{customer}", "There is one: {customer}")
_SEVERAL = Text("共 {total:,} 位", "{total:,} customers")
_FIRST = Text(
    "共 {total:,} 位，列出最接近的 {n} 位；多写几个字可以缩小范围",
    "{total:,} customers, the likeliest {n} of them shown; type more to narrow it down",
)


def find(
    book: xw.Book,
    *,
    text: str | None = None,
    cell: str | None = None,
    format: str = "table",
    progress: Progress = silent,
) -> Report:
    """Look for customers: by a text, or by what stands in a yellow cell (FIND_CELLS). The exit code is 1 where nobody
    was found."""
    from workbook.rules.finding.book_index import Index
    from workbook.rules.finding.search import search

    typed = _typed(book, cell) if text is None else text
    if not typed.strip():
        return _said(book, None, _NOTHING_TYPED.format(sheet=FOUND.label), exit_code=1)
    progress(READING, 0.0)
    read = _read(book)
    progress(LOOKING, 0.7)
    index = Index({name: data.frame for name, data in read.items()})
    found = search(index, typed)
    rows = _rows(book, read[CUSTOMERS.name], index, found)
    progress(DONE, 1.0)
    told = _told(found, rows, typed)
    figures: dict[str, float | int | str] = {"hits": len(rows), "total": found.total}
    if text is None:
        said = _said(book, rows, told, figures=figures, exit_code=int(found.total == 0))
        if found.total == 1 and isinstance(number := rows["customer_id"].iloc[0], str):
            from macros.desk.card_sheet import open_found

            open_found(book, number, progress)
        elif found.total > 1:
            show_cell(book, FIND_TEXT)
        return said
    if not found.total and format == "table":
        return Report("find", (), figures, remarks=(told,), exit_code=1)
    fields = [field for field in FOUND.fields if not field.hidden and field.key != "link"]
    answer = printed(book, FOUND, rows, fields, format)
    return Report("find", (Text(answer, answer),), figures, remarks=(told,), exit_code=int(found.total == 0))


def hits(book: xw.Book, text: str) -> list[str]:
    """The numbers of the customers that a text finds."""
    from workbook.rules.finding.book_index import Index
    from workbook.rules.finding.search import search

    index = Index({name: data.frame for name, data in _read(book).items()})
    return [str(index.customers["customer_id"].iloc[one.position]) for one in search(index, text).hits]


def _typed(book: xw.Book, cell: str | None) -> str:
    """What stands in the yellow cell, a number as it was typed: in that of a name, else in that of the sheet one is
    on, else in the one of the sheet of hits."""
    value = tables.get_name(book, cell or _cell_here(book))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _cell_here(book: xw.Book) -> str:
    here = chosen_sheet(book)
    for name in FIND_CELLS:
        found = named_range(book, name)
        if found is not None and found.sheet.name == here:
            return name
    return FIND_TEXT


def _read(book: xw.Book) -> dict[str, tables.TableData]:
    from workbook.rules.finding.book_index import wanted
    from workbook.rules.finding.found_rows import WANTED

    return {
        table.name: tables.read(book, table, dict.fromkeys((*keys, *WANTED.get(table.name, ()))))
        for table, keys in wanted().items()
    }


def _rows(book: xw.Book, customers: tables.TableData, index: Index, found: Found) -> pd.DataFrame:
    """The rows of the table of hits, with the link to each customer's row."""
    import pandas as pd

    from workbook.rules.finding.found_rows import rows

    as_of = tables.day_of(tables.read_settings(book))
    made = rows(index, found, as_of, tables.language(book))
    sheet, column = customers.sheet.replace("'", "''"), _column(book, customers)
    places = [customers.sheet_row(int(customers.frame.index[hit.position])) for hit in found.hits]
    links = pd.Series([f"#'{sheet}'!{column}{place}" for place in places], index=made.index, dtype="str")
    return made.assign(target=links, link=pd.Series(["→"] * len(made), index=made.index, dtype="str"))


def _column(book: xw.Book, customers: tables.TableData) -> str:
    """The column letters of the customers' names."""
    from workbook.engine.text.references import column_name
    from workbook.tables.hosts import host_of

    place = host_of(book).locate(book, CUSTOMERS)
    return column_name(place.first_column + place.headers.index(customers.headers["name"]))


def _told(found: Found, rows: pd.DataFrame, typed: str) -> Text:
    if not found.total:
        return _NONE.format(text=typed.strip())
    if found.total == 1:
        cells = (rows[key].iloc[0] for key in ("customer_id", "customer_name"))
        return _ONE.format(customer=" ".join(cell for cell in cells if isinstance(cell, str)))
    return (_FIRST if found.total > len(rows) else _SEVERAL).format(total=found.total, n=len(rows))


def _said(
    book: xw.Book,
    rows: pd.DataFrame | None,
    told: Text,
    *,
    figures: dict[str, float | int | str] | None = None,
    exit_code: int,
) -> Report:
    """The answer on the sheet: the rows, and beside the yellow cell how many there are."""
    from macros.show_sheets import show_sheets

    fresh = tables.read(book, FOUND).frame.iloc[:0] if rows is None else rows
    tables.replace(book, FOUND, fresh)
    tables.set_name(book, FIND_SAID, told[tables.language(book)])
    show_sheets(book, FOUND)
    return Report("find", (told,), figures or {"hits": 0, "total": 0}, exit_code=exit_code, quiet=exit_code == 0)
