"""What is worked out about each customer and its contacts: statistics, grade, decline, credit, scores."""
