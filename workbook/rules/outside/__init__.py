"""Order lines that lie outside the book, reduced by the engine that holds them to what the book shows."""
