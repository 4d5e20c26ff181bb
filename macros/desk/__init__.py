"""The commands at the desk: finding a customer, a customer's card."""
