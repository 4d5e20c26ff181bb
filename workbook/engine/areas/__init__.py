"""Areas of cells on a sheet: their values, formulas, looks and sizes, merged and copied."""
