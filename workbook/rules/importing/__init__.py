"""Importing pasted lists: what each row would do to the book, planned before anything is written.

block       the pasted cells: which row is the header, which column is which field, what else it may be a list of
row         a row while it is being read
cleaning    each column read as its field, each change and each loss told
telephones  the telephone columns of a lead, read together
persons     the contact's cell taken apart; is the customer a person?
effect      what a row would write into a customer and a contact that are in the book
leads       rows of customers and contacts -> a decision each
lines       rows of orders, payments, visits -> a decision each
samelines   of these, what the book has already or nearly has
preview     decisions as rows of tblLeadPreview, and the user's word on them
rejects     rows that were not imported, to be corrected and pasted again
writing     the preview as it stands -> what is written
merging     two customers (or contacts) made one
"""
