"""What all rules stand on: days, exact money, the lunar calendar, order lines, references between tables."""
