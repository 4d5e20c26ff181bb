"""The commands at the desk: logging a call, entering records."""
