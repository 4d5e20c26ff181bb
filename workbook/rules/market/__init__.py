"""The market: shares, prices, stock on the shelves."""
