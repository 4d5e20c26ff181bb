"""Business rules by subject: pure functions on data frames and values, without tables, files or Excel."""
