"""Reminders: what is due, from every source, in one list that users tick off.

Each module of this package is one source: a pure function that gives *candidates*, rows that are due on as_of
(`frame.py` says what a candidate is). `merge.py` holds them against the list of the last refresh, so that the
user's status, postponement and notes survive and what ended goes to history; `today.py` takes the ten to do now.
"""
