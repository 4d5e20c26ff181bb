"""The commands at the desk: finding a customer."""
