"""Who and what makes the sales: composition, months, products, sources, team, pipeline, activities."""
