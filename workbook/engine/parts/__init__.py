"""Single parts of a package as XML: styles, tables, the workbook, and what stands around a sheet's cells."""
