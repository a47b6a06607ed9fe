"""Many sheets as one file, in the background."""
