"""Cell functions: each converts its arguments, calls one rule and maps errors to what Excel shows."""
