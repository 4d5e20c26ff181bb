"""The kinds of reminders, a module each: its kind, what it reads, and who is due."""
