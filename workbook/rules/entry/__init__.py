"""What becomes of a filled form: the rows to be written, with what is left blank filled, or what is wrong with it."""
