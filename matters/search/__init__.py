"""By which letters a name is found, and how typed letters are looked up."""
