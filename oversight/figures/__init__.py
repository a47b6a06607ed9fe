"""统计: what was told, how often people had to come again, and why."""
