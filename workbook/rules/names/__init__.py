"""Names in Chinese and English: places, company words, personal names, characters; word lists as text in `data/`."""
