"""What is typed or scanned into the search field and is no word: a public code, or the address in one of our QR codes."""

import re
import unicodedata

from django.urls import NoReverseMatch, reverse

from matters.lookup import is_code
from matters.models import Bundle, Matter

# The host is not looked at: sheets outlive a change of address. A scanner is a keyboard: with the Chinese input method on, its / and . arrive as
# the Chinese marks of those keys.
_ADDRESS = re.compile(r".*/((?=[GB]/.{6}(?!\w)|N/.{20}(?!\w))[GBN])/([0-9A-Z]+)(?:/(?:SHEET\.PDF)?)?(?:\?(.*))?")
_KEYS = str.maketrans({"、": "/", "。": "."})
_PAGES = {"G": "guide", "B": "bundle", "N": "notice"}


def leads_to(text: str) -> str:
    """The address of the page that `text` names; empty when it may as well be a word. At most two queries, none for ordinary words.

    Six letters may be the initials of a name, so that a code without a digit is looked for like any other word.
    """
    line = unicodedata.normalize("NFKC", text.strip()).translate(_KEYS)
    if found := _ADDRESS.fullmatch(line.upper()):
        return _page(found[1], found[2], line[found.start(3) :].lower() if found[3] else "")
    code = line.upper()
    if not is_code(code) or code.isalpha():
        return ""
    if Matter.objects.known().filter(code=code).exists():
        return _page("G", code)
    return _page("B", code) if Bundle.objects.public().filter(code=code).exists() else ""


def _page(kind: str, code: str, query: str = "") -> str:
    """With the answers that stood in the address, and nothing else of it."""
    try:
        path = reverse(_PAGES[kind], args=[code])
    except NoReverseMatch:
        return ""
    answers = re.findall(r"(?:^|&)(a=[a-z0-9_.]+)", query)
    return path + ("?" + "&".join(answers) if answers else "")
