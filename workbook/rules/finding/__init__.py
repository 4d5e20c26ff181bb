"""Finding a customer at the desk: by part of a name, number, initials, telephone, contact, address."""
