"""What follows when cells, sheets, tables or names move: references, notes, drawings, page breaks."""
