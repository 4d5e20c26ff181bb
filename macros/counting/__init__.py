"""The commands refresh (statistics, grades, reminders) and check (every row against its rules)."""
