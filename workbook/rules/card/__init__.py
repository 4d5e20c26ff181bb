"""The customer card: everything the book knows of one customer, on two pages, as data."""
