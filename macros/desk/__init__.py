"""The commands at the desk: finding a customer, a card, logging a call, entering records."""
