"""The month's report as data: what it counts, what it says, nothing of how it looks."""
