"""Reading: what a list is, whichever way it comes in - its header, its columns, its rows, and what the rows mean.

pasted_block      header, columns and data rows of a block of cells, and what else it may be a list of
column_choice     which of several columns is a field; what was said, and taught, of columns
lead_columns      firm or person, and cells that outweigh their header
own_rows          rows of the book itself
label_forms       forms of labels and values as rows
marks, meant      columns that say what a row means, and what they say
lines_meant       orders and payments: states, kinds, discounts, totals, currencies, days, one module each
leads_meant       customers: opt-outs, firms that are no more, countries
filled_down       heads of documents and merged cells, written in every line
own_totals        the file's own total against what was read
habits            how a list is written, where somebody says so
"""
