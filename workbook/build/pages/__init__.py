"""The sheets without tables of data, each with a module of its own, and the dictionary."""
