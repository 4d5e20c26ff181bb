"""The command analyse, and the analyses by subject: pure functions that give the rows of the result sheets."""
