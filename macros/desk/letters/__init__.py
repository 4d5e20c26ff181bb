"""Letters and parcels: drafts of e-mails, labels, and a list for a carrier, for chosen customers."""
