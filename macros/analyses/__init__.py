"""The analyses by subject: each turns the basis of a book into the rows of its result sheets. Pure."""
