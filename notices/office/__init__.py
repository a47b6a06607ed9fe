"""The office's own words and marks, and trying the ladder again after they changed."""
