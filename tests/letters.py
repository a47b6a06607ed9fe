"""Letters to test with: a complete occasion for every kind, and what the check list asks of each document."""

from datetime import date, datetime
from typing import Any

from matters.guide import Guide
from matters.place import Place
from matters.workdays import WorkCalendar
from notices.enums import Manner, NoticeKind, Tick
from notices.letters.composing import compose_letter
from notices.letters.letter import Letter, Occasion, Ticked
from notices.material_lines import materials
from notices.sheet_parts import Issuance, Profile
from tests.factories import PLACE, PROFILE, make_guide

KINDS = [kind for kind in NoticeKind if kind != NoticeKind.GUIDANCE]
URL = "https://zwfw.example.gov.cn/n/0123456789ABCDEFGHJK/"
TODAY = date(2026, 3, 9)
WRONG, RIGHT = "复印件看不清姓名", "重新复印，正反面印在同一张纸上"
REASON, BASIS = "经营场所不在本区。", "《行政许可法》第三十二条第一款第二项"
AUTHORITY = "文峰区卫生健康委员会（演示路1号）"
CHANGES = ("承诺时限：由5个工作日改为3个工作日", "新增申请材料：近期照片")
OWN = {
    NoticeKind.SUPPLEMENT: {"received_on": TODAY, "until": date(2026, 3, 20)},
    NoticeKind.DEFERRAL: {"received_on": TODAY, "accepted_on": TODAY, "until": date(2026, 3, 13)},
    NoticeKind.ACCEPTANCE: {"received_on": TODAY, "accepted_on": TODAY},
    NoticeKind.REJECTION: {"received_on": TODAY, "reason": REASON, "basis": BASIS, "authority": AUTHORITY},
    NoticeKind.CORRECTION: {"changes": CHANGES},
}
"""What the occasion of each kind has of its own."""

STATES = {
    NoticeKind.SUPPLEMENT: (Tick.WRONG, Tick.RECEIVED, Tick.MISSING),
    NoticeKind.DEFERRAL: (Tick.MISSING, *(Tick.RECEIVED,) * 9),
    NoticeKind.ACCEPTANCE: (Tick.RECEIVED,),
}
"""What became of the papers, over and over."""


def ticks(kind: NoticeKind, guide: Guide) -> tuple[Ticked, ...]:
    """Of every paper of the guide's list."""
    states, rows = STATES.get(kind, ()), materials(guide)
    return tuple(ticked(row.key, row.name, states[n % len(states)]) for n, row in enumerate(rows) if states)


def ticked(key: str, name: str, state: Tick) -> Ticked:
    """One paper; a wrong one with what is wrong and right."""
    said = {"wrong": WRONG, "right": RIGHT} if state == Tick.WRONG else {}
    return Ticked(key=key, name=name, state=state, **said)


def occasion(kind: NoticeKind, guide: Guide, **values: Any) -> Occasion:
    """A complete one."""
    told = {"told_serial": "演示〔2026〕000007", "told_on": date(2026, 3, 2), "ticks": ticks(kind, guide)}
    return Occasion(**told | OWN[kind] | values)


def make_letter(
    kind: NoticeKind,
    guide: Guide | None = None,
    *,
    place: Place = PLACE,
    profile: Profile = PROFILE,
    calendar: WorkCalendar | None = None,
    **values: Any,
) -> Letter:
    """A letter given out on 9 March 2026 at 10:26."""
    guide = guide or make_guide()
    issuance = Issuance(
        serial=f"演示{kind.serial_word}〔2026〕000123",
        clerk="演示1号",
        window="1号窗口",
        manner=Manner.WINDOW,
        told_at=datetime(2026, 3, 9, 10, 26),  # noqa: DTZ001  (local time, as on paper)
        calendar=calendar or WorkCalendar(official_years=frozenset({2026, 2027})),
    )
    case = occasion(kind, guide, **values)
    return compose_letter(kind, guide, place, case, profile=profile, url=URL, issuance=issuance)


def said(letter: Letter) -> dict[str, str]:
    """The labelled lines of a letter by key."""
    return {line.key: line.text for line in (*letter.about, *letter.terms)}


_EVERY = {"matter", "department", "told", "place", "clerk", "phone", "consult", "complaint"}
REQUIRED = {
    NoticeKind.SUPPLEMENT: _EVERY | {"received", "until", "how", "then", "late"},
    NoticeKind.DEFERRAL: _EVERY | {"received", "accepted", "until", "how", "completes", "late"},
    NoticeKind.ACCEPTANCE: _EVERY | {"received", "accepted", "completes", "result"},
    NoticeKind.REJECTION: _EVERY | {"reason", "basis", "authority"},
    NoticeKind.CORRECTION: _EVERY | {"todo", "guide"},
}
"""The labelled lines the check list asks for, by kind."""


def lacking(letter: Letter) -> set[str]:
    """What the check list asks of this document and is not in it."""
    parts = {
        "serial": letter.serial,
        "office": letter.office,
        "title": letter.title == letter.kind.label,
        "body": any(letter.body),
        "seal": letter.seal and letter.has_seal_place,
        "day": letter.day,
        "receipt": {"receipt", "receipt_date", "manner", "told"} <= {line.key for line in letter.foot},
        "copies": "一式两份，一份交申请人，一份存档" in letter.footer,
        "address": letter.url,
    }
    of_kind = {
        NoticeKind.SUPPLEMENT: {"open papers": letter.open_papers},
        NoticeKind.DEFERRAL: {"open papers": letter.open_papers, "promise": letter.promise},
        NoticeKind.REJECTION: {r: r in letter.rights for r in ("陈述、申辩", "行政复议", "行政诉讼")},
        NoticeKind.CORRECTION: {"changes": letter.changes},
    }
    present = {name for name, value in (parts | of_kind.get(letter.kind, {})).items() if value}
    explained = {name for row in letter.open_papers if not (row.wrong and row.right) for name in (f"{row.name}: why",)}
    wanted = REQUIRED[letter.kind] | parts.keys() | of_kind.get(letter.kind, {}).keys()
    return (wanted - present - said(letter).keys()) | explained
