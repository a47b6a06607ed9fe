"""What the open data say: only what is public and holds today, and nothing of who wrote it."""
