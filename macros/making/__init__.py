"""Making books: a new one, the shipped one, and an older one brought up to date."""
