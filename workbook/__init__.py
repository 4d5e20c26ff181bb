"""The customer book: what it is (schema), what it works out (rules), and the file it lives in (engine, build)."""
