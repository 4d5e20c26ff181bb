"""Letters and parcels: to whom one may write, what a template says of a customer, and where goods are sent."""
