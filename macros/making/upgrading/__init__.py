"""From an older book to one of the present version: a new book is built, and what is the user's goes over into it."""
