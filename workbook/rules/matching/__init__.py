"""Record matching: which rows of a pasted list are in the book already, and which customers are in it twice."""
