"""Text: XML, cell references, formulas and refusals, as strings; nothing here knows a file."""
