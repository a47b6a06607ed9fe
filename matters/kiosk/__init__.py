"""What a touch terminal shows: the guides of one site in ready words, for every answer that can be given there.

A terminal works on when the server is away, so nothing may be left to be worked out on it: every way through the questions is walked here, and
the terminal only looks up what stands at its end.
"""
