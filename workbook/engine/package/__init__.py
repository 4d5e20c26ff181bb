"""The package: the zip archive, its parts and their relationships, locks, and the atomic save."""
