"""One guide as a terminal gets it: plain data in which every line stands once. Pure."""

import base64
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache

from matters import qr, situation
from matters.guide import Guide
from matters.kiosk.sections import Section, sections
from matters.kiosk.tree import State, states
from matters.place import Place

Spots = Callable[[Guide], tuple[Place | None, tuple[Place, ...]]]
"""Of a tailored guide: the terminal's own place where it handles that, and the nearest others."""
Remarks = Callable[[Guide], tuple[str, ...]]
"""Of a tailored guide: what is said before everything else, such as why it is suspended."""

CHECKERED = 0
"""The mask of all codes: on glass it matters little which it is, and there are hundreds of codes to make."""


@dataclass(slots=True)
class Shared:
    """Things by number, each once, in the order in which they were first seen."""

    numbers: dict[Hashable, int] = field(default_factory=dict)

    def number(self, thing: Hashable) -> int:
        """The number of that thing."""
        return self.numbers.setdefault(thing, len(self.numbers))


def packed(guide: Guide, *, page: str, spots: Spots, remarks: Remarks, edition: str) -> dict[str, object]:
    """`page` is the absolute public address of the guide, `edition` its number and date in words.

    `states` are numbered as in `tree.states`, each with the numbers of its `sections`, the query of its answers and its QR code; a state that
    asks has `ask` (a question's number), `to` (the states its options lead to) and `progress`. `sections` are [title, row numbers]. `is_capped`
    says that there are too many outcomes to hold: the one code then leads to the questions on the phone.
    """
    walked = states(guide)
    is_capped = len(walked) == 1 and bool(walked[0].question)
    rows, parts = Shared(), Shared()
    keys = [q.key for q in guide.questions]
    packed_states = [
        {
            "sections": [parts.number(_numbered(s, rows)) for s in sections(state.guide, *spots(state.guide))],
            "query": situation.query_of(situation.answers_of(state.guide)),
            "qr": bits(_address(page, state, is_capped=is_capped)),
            **({"remarks": list(said)} if (said := remarks(state.guide)) else {}),
            **({} if not state.following else {"ask": keys.index(state.question), "to": list(state.following)}),
            **({"progress": state.progress} if state.progress else {}),
        }
        for state in walked
    ]
    return {
        "name": guide.name,
        "summary": guide.summary,
        "edition": edition,
        "is_capped": is_capped,
        "questions": [
            {"text": q.text, "help": q.help, "options": [[o.text, o.note] for o in q.options]} for q in guide.questions
        ],
        "rows": list(rows.numbers),
        "sections": list(parts.numbers),
        "states": packed_states,
    }


@lru_cache(maxsize=4096)
def bits(text: str) -> str:
    """The QR code of `text` without its margin: the modules of a row, then all modules row by row, eight to a byte, as base64: `37:…`."""
    rows = qr.matrix(text, border=0, correction=qr.ON_SCREEN, mask=CHECKERED)
    packed_rows = "".join("1" if dark else "0" for row in rows for dark in row)
    padded = packed_rows.ljust(-(-len(packed_rows) // 8) * 8, "0")
    data = int(padded, 2).to_bytes(len(padded) // 8, "big")
    return f"{len(rows)}:{base64.b64encode(data).decode()}"


def _numbered(section: Section, rows: Shared) -> tuple[str, tuple[int, ...]]:
    return section.title, tuple(rows.number(row) for row in section.rows)


def _address(page: str, state: State, *, is_capped: bool) -> str:
    return f"{page}ask/" if is_capped else page + situation.query_of(situation.answers_of(state.guide))
