"""What doctor looks at: the links of the chain from a click to Python, by where they lie."""
