"""What programs and mischief send to a form: made from a seed, so that what was found once is found again."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

MARK = "zqx"
"""Stands in every text, so that a page can be searched for it."""
TEXTS = (
    "<script>alert({m})</script>",
    '"><script src=//a.cn/{m}.js></script>',
    "'\"><img src=x onerror={m}()>",
    "<svg/onload={m}()>",
    "</textarea><{m}>",
    "</blockquote></main><h1 {m}>",
    "<a href='javascript:{m}()'>点这里</a>",
    "<style>@import '{m}'</style>",
    "<iframe srcdoc='<{m}>'></iframe>",
    "<!--{m}",
    "]]><{m}/>",
    "{{{{ {m} }}}}{{% load {m} %}}",
    "${{{m}}} #{{{m}}} <%= {m} %>",
    "' OR 1=1; DROP TABLE {m}; --",
    "&lt;{m}&gt;&#60;{m}&#x3e;",
    "%3C{m}%3E",
    "=cmd|'/c {m}'!A1",
    "@SUM({m})",
    "../../../../etc/{m}",
    "{m}\r\nSet-Cookie: a=b",
    "{m}\x00之后",
    "\x00{m}",
    "{m}\x1b[31m\x08\x7f",
    "\u202e{m}\u2066\u2067反着写",
    "\u200b\u200d\ufeff{m}\u2060",
    "{m}" + "\u0301" * 200,
    "👩‍👩‍👧‍👦🇨🇳{m}😀",
    "\U000e0041\U000e0042{m}\U0010ffff",
    "\ufffe\uffff{m}",
    "ＡＢ＜ｓｃｒｉｐｔ＞{m}",
    "１３８００００３２１０{m}",
    "一三八〇〇〇〇三二一〇{m}",
    "138\u00a00000\u20093210{m}",
    "٣٤٥{m}²³¼",
    "𠮷㛃䶮{m}",
    "{m}" * 60,
    "{m}" * 200,
    "{m}" * 30_000,
    " \n\t {m} \n" * 20,
    "http://a.cn/{m} http://b.cn www.c.cn HTTPS://d.cn",
    "",
    "   ",
    "\n" * 500,
)
"""Scripts, templates, statements, control and direction characters, marks without end, what looks like digits and is none, far too much."""
NUMBERS = (
    "0O1lI-" * 4,
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＪＫ",
    "ßßßßßßßßßß",
    "Ⅷ" * 20,
    "А" * 20,
    "%00",
    "..",
    "x" * 5000,
    "1 2 3 4",
    "\u202e1234",
)
KINDS = (
    "missing",
    "rating",
    "consultation",
    "suggestion",
    "complaint",
    "praise",
    "",
    "\x00",
    "MISSING",
    "ｍissing",
    "1" * 400,
)
STARS = ("", "0", "1", "2", "3", "4", "5", "6", "-1", "５", "1e0", "1.0", "٣", "\x00", "NaN", "9" * 400, "one")
PHONES = (
    "",
    "",
    "１３８ ００００ ３２１０",
    "+86-138-0000-3210",
    "138\x0000003210",
    "0",
    "1" * 40,
    "1" * 41,
    "一三八",
    "\u202e0123",
    "410503199001011234",
)
NAMES = ("g", "b", "n", "s", "a", "way", "number", "kind", "words", "page", "website", "stars", "reasons", "request_key", "name",
         "phone", "address", "csrfmiddlewaretoken", "__proto__", "a[]", "a[b]", "\x00", "é", "constructor")  # fmt: skip
RAW = (
    b"\xff\xfe\x00&words=%ff%fe%00&kind=missing",
    b"kind=missing&words=%ED%A0%80%ED%B0%80",
    b"kind=missing&words=%C0%AE%C0%AE%F8%88%80%80%80",
    b"kind=missing&words=\xb9\xab\xd6\xda",
    b"kind=missing&words=%u4e00%&%=%%%",
    b"&&&&====;;;;",
    b"kind=missing;words=a",
    b"words" * 10,
    b"",
    b'--x\r\nContent-Disposition: form-data; name="words"\r\n\r\n\xff\xff',
    b'--x\r\nContent-Disposition: form-data; name="words"; filename="a.html"\r\nContent-Type: text/html\r\n\r\n<script>\r\n--x--\r\n',
    b'{"words": "<script>"}',
    b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
)
TYPES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-7",
    "application/x-www-form-urlencoded; charset=no-such",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "multipart/form-data; boundary=" + "y" * 300,
    "application/json",
    "text/xml",
    "",
    ";;;=",
)


@dataclass(frozen=True)
class Attempt:
    """One request: `fields` of a form, or `raw` bytes under a content type. `door` says which form it is meant for."""

    number: int
    door: str
    query: str
    fields: dict[str, list[str]]
    raw: bytes = b""
    content_type: str = ""


def attempts(how_many: int, seed: int = 7) -> Iterator[Attempt]:
    """So many of them, the same every time."""
    for number in range(how_many):
        yield _attempt(number, random.Random(seed * 1_000_003 + number))


def _attempt(number: int, chance: random.Random) -> Attempt:
    door = chance.choice(("feedback", "feedback", "feedback", "rate", "terminal", "look up", "receipt"))
    if chance.random() < 0.1:
        return Attempt(number, door, _query(chance), {}, chance.choice(RAW), chance.choice(TYPES))
    return Attempt(number, door, _query(chance), _fields(number, chance))


def text(number: int, chance: random.Random) -> str:
    """Two pieces, sometimes shaken up."""
    mark = f"{MARK}{number}"
    words = "".join(piece.format(m=mark) for piece in chance.sample(TEXTS, chance.choice((1, 1, 2))))
    if chance.random() < 0.1:
        words = "".join(chance.sample(words[:3000], min(len(words), 3000)))
    return words if chance.random() < 0.3 else words[:480]


def _fields(number: int, chance: random.Random) -> dict[str, list[str]]:
    kind = chance.choice(KINDS[:5]) if chance.random() < 0.8 else chance.choice(KINDS)
    stars = chance.choice(STARS[2:7]) if chance.random() < 0.6 else chance.choice(STARS)
    given = {"kind": [kind], "stars": [stars], "words": [text(number, chance)]}
    given["reasons"] = chance.choices(
        ["missing", "slow", "wrong", "x", text(number, chance)[:50], ""], k=chance.randrange(4)
    )
    if chance.random() < 0.2:
        given["phone"] = [chance.choice(PHONES) or text(number, chance)[:60]]
    if chance.random() < 0.3:
        given |= {chance.choice(NAMES): [text(number, chance)[:300]] for _ in range(3)}
    if chance.random() < 0.03:
        given |= {f"field{n}": ["x"] for n in range(chance.choice((900, 1500)))}
    if chance.random() < 0.1:
        given = {name: values * chance.randrange(3) for name, values in given.items()}
    return given


def _query(chance: random.Random) -> str:
    """Parameters of the address: broken escapes, codes of nothing, numbers that look like ours."""
    if chance.random() < 0.5:
        return ""
    values = [*NUMBERS, *(piece.format(m=MARK)[:200] for piece in TEXTS)]
    pairs = [f"{quote(chance.choice(NAMES))}={quote(chance.choice(values))}" for _ in range(chance.randrange(1, 6))]
    return "&".join(
        [*pairs, *chance.choices(["%ff%fe=%00", "%", "a=%ED%A0%80", "number=" + quote(chance.choice(NUMBERS))], k=1)]
    )
