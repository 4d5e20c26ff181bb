"""Figures and classes of each customer and its contacts: order statistics, grade, decline, credit, scores."""
