"""A statement of account: what one customer was sold and paid in a period, and what is left."""
