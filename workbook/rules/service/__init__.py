"""Service: complaints, satisfaction, suggestions, and who may be about to leave."""
