"""The public search page: ways to narrow its list, what is offered where nothing was found, and codes typed instead of words."""
