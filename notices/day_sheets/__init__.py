"""日清单: what a site gave out on a day, on screen and on paper."""
