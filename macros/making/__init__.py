"""Making books: a new one, the shipped one, and the upgrade of an older one."""
