"""办不成事: what could not be done, and causes that end in a rule."""
