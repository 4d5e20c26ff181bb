"""Shared foundations of the rules: dates, exact money, lunar calendar, order ledger, references, change history."""
