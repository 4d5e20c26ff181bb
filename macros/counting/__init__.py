"""Commands that work figures out: refresh and check, and what they take from the book and give back."""
