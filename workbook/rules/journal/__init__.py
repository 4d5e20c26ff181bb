"""The journal: what commands wrote into the user's cells, and how it is taken back.

json_scalars  a typed cell value <-> a JSON scalar
digests       a row's input cells as a short fingerprint
entries       what one command did, packed into few rows of tblJournal and unpacked again
retention     which old steps are dropped
undo_plan     what undoing a step would do: values restored, rows removed, rows brought back, and what is kept, and why
"""

from workbook.rules.journal.entries import Action, Entry, JournalStep

__all__ = ["Action", "Entry", "JournalStep"]
