"""The sample that ships inside the book: invented, the same at every build, sensible as of SAMPLE_AS_OF, or moved to
another day.

`sample_rows(lang, as_of)` gives the rows of each table by field key: choices as list keys (several as a tuple), flags as
bool, dates as date, money and numbers as numbers, blanks left out or None; worked-out columns are not in it, the
commands work them out. `sample_lists(lang)` gives entries that stand in lists beside (or instead of) the defaults;
`sample_leads(lang)` is a pasted list for the leads sheet, cell by cell.
"""

from workbook.build.sample.customers import AS_OF as SAMPLE_AS_OF
from workbook.build.sample.leads import sample_leads
from workbook.build.sample.reminders import reminder_words
from workbook.build.sample.sample_rows import Row, sample_lists, sample_rows, sample_settings

__all__ = ["SAMPLE_AS_OF", "Row", "reminder_words", "sample_leads", "sample_lists", "sample_rows", "sample_settings"]
