"""The development of customers: where prospects stop, who has moved on with a first order, how customers behave."""
