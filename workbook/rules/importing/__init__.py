"""Importing pasted lists: what each row would do to the book, planned before anything is written.

block      the pasted cells: which row is the header, which column is which field
cleaning   each column read as its field, each change and each loss told
effect     what a row would write into a customer and a contact that are in the book
leads      rows of customers and contacts -> a decision each
lines      rows of orders, payments, visits -> a decision each
preview    decisions as rows of tblLeadPreview, and back
"""
