"""Names and Chinese words as data: places, counties, trades, surnames, nicknames, characters."""
