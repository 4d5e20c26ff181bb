"""Field visits: the week plan, the sheet before a visit, the report after it."""
