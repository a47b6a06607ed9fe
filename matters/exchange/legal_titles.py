"""设定依据 in one cell: titles in 《》 or document numbers, each with its number, article and wording."""

import re
from collections.abc import Iterator

from matters.exchange.numbered_lists import listed
from matters.guide import LegalBasis

_NUMBER = r"[一-龥]{1,12}[〔（(\[【]\d{4}[〕）)\]】]\s*第?\d+号|[一-龥]{0,12}(?:令|公告)?(?:第\d+号|\d{4}年第\d+号)"
_ARTICLE = (
    r"(?:第[一二三四五六七八九十百零〇\d]+[条款项章节](?:之[一二三四五六七八九十])?"
    r"(?:[第]?[（(][一二三四五六七八九十\d]+[）)]项?)?[、，和及]?)+"
)
_TITLED = re.compile(
    r"(?P<title>《[^《》]+(?:《[^《》]*》[^《》]*)?》)\s*"
    rf"(?:[（(](?P<number>{_NUMBER})[^）)]*[）)]|(?P<bare>{_NUMBER}))?\s*(?P<article>{_ARTICLE})?"
)
_NUMBERED = re.compile(r"(?:[一-龥]{1,12}[〔（(\[【]\d{4}[〕）)\]】]\s*第?\d+号)")
_BEFORE = re.compile(r"^(?:依据|根据|按照)")
_AND = "、，,；;。 \n及和与以"


def legal_bases(text: str) -> tuple[LegalBasis, ...]:
    """The legal bases a text names; a piece without title or number is taken as a title as it stands."""
    return tuple(basis for piece in listed(text) for basis in _piece(_BEFORE.sub("", piece)))


def _piece(piece: str) -> Iterator[LegalBasis]:
    """Titles that follow each other are several bases; what is quoted after a colon is the last one's wording."""
    cited, colon, wording = (
        piece.replace(":", "：").partition("：") if ":" in piece or "：" in piece else (piece, "", "")
    )
    matches = list(_TITLED.finditer(cited))
    if not matches:
        yield from _numbers(piece)
        return
    tails = [cited[m.end() : n] for m, n in zip(matches, [*(m.start() for m in matches[1:]), len(cited)], strict=True)]
    for match, tail in zip(matches, tails, strict=True):
        words = tail.strip(_AND)
        words = wording.strip() if colon and match is matches[-1] else words if len(words) > 4 else ""
        yield LegalBasis(
            title=match["title"], number=match["number"] or match["bare"] or "",
            article=(match["article"] or "").rstrip("、，和及"), text=words,
        )  # fmt: skip


def _numbers(piece: str) -> Iterator[LegalBasis]:
    """陕民发〔2012〕11号及延市民发〔2012〕63号文件: a basis for each number."""
    numbers = [m[0].lstrip("及和与") for m in _NUMBERED.finditer(piece)]
    for title in numbers or [piece]:
        yield LegalBasis(title=title)
