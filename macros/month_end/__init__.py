"""The end of a month: its report, on a sheet or as a file; and its closing."""
