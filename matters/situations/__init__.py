"""Questions and what depends on them, looked at as a whole: every way through them, a matrix, a picture, a table of outcomes. Pure.

`tailoring` says what applies to one applicant; here editors see what may come to any of them, and change it.
"""
