"""Telling otherwise than over the counter: link, code, message and script."""
