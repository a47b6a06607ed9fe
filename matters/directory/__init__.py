"""The public site around the guides: by event, by department, what is new, what can be downloaded. All of it from editions in force."""
