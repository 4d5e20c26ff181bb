"""The commands at the desk: finding a customer, logging a call, entering records."""
