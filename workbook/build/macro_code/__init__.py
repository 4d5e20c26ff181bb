"""What the workbook's VBA is written with: sentences, views, lines of code."""
