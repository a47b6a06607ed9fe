"""What each address below /oversight/ answers to whoever looks at another site's, department's or region's affairs.

A row: GET and POST for the seven of PEOPLE. `in` is the sign-in page, 403 a right that is missing, 404 what is out of reach, 405 a method the address does
not have, 302 a way on, 400 and 409 an empty form refused. An inspector's POST has tests of its own: what it does is meant (`-`).
"""

PEOPLE = ("anonymous", "clerk", "lead", "editor", "region", "inspector", "auditor")
"""`clerk`, `lead`, `editor` and `region` are of another site, another department and another street; inspector and auditor are the centre's."""

TABLE = """
"""


def rows() -> dict[str, dict[tuple[str, str], str]]:
    """{address: {(method, person): cell}}."""
    found = {}
    for line in TABLE.strip().splitlines()[2:]:
        name, get, post = line.split("|")
        cells = [("GET", get.split()), ("POST", post.split())]
        found[name.strip()] = {
            (method, person): cell for method, texts in cells for person, cell in zip(PEOPLE, texts, strict=True)
        }
    return found
