"""Importing pasted lists: what each row would do to the book, planned before anything is written.

pasted_row        one row while it is being read
row_cleaning      each column read as its field, each change and each loss reported
combined_columns  fields filled from columns that are parts of them
telephones        the telephone columns of a lead, read together
lead_contact      the contact's cell parsed; is the customer a person?
record_changes    what a row would change in a customer and a contact that are in the book
lead_decisions    rows of customers and contacts -> a decision each
line_decisions    rows of orders, payments, visits -> a decision each (a `line_plan`)
loaded_leads      rows of customers with their persons, for load
known_lines       of these, what the book has already or nearly has
preview_rows      decisions as rows of tblLeadPreview
apply_decisions   the preview as it stands -> what is written (`planned_writes`; `joining` for rows of one customer)
rejected_rows     rows that were not imported, to be corrected and pasted again
merged_record     two customers (or contacts) made one
"""
