"""Commands by the room they serve; `workbook/schema/commands.py` has the whole list."""
