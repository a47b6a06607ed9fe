"""Finding matters and 一件事 by whatever people type: an index in the memory of each process.

`searching` is the door, `writing` fills the table that the index is made from, and what says “Pure” in between knows neither.
"""
