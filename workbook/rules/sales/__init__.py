"""Sales analyses: composition, months, products, sources, team, pipeline, activities."""
