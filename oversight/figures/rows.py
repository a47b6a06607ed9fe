"""Every figure's own rows: the list behind a number has as many rows as the number says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from accounts.models import StaffUser
from oversight.figures import rows_visits
from oversight.figures.asked import Asked
from oversight.figures.counting import figures
from oversight.figures.figure import Figure
from oversight.figures.reaching import require_within
from oversight.figures.rows_of import SOURCES, WHOLE, Part
from oversight.figures.rows_shown import LISTINGS, Shown
from oversight.figures.whom import number


class Unknown(Exception):
    """There is no such figure, or no such share of it."""


class Lines:
    """The rows of several tables one after another, as lines; what Django's Paginator takes. Newest first within a table."""

    def __init__(self, parts: Sequence[Part], user: StaffUser) -> None:
        self._parts, self._user = [(LISTINGS[kind], rows.order_by("-pk")) for kind, rows in parts], user
        self._counts = [rows.order_by().count() for _, rows in parts]

    def count(self) -> int:
        """All of them."""
        return sum(self._counts)

    __len__ = count

    def __getitem__(self, wanted: slice) -> list[Shown]:
        """Some of them; a query or two a table."""
        start, stop, found = wanted.start, wanted.stop, list[Shown]()
        for (listing, rows), count in zip(self._parts, self._counts, strict=True):
            if start < count and stop > 0:
                keys = list(rows.values_list("pk", flat=True)[max(start, 0) : min(stop, count)])
                found += listing.page(keys, self._user)
            start, stop = start - count, stop - count
        return found


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows of one number with its name and meaning; `columns` are the headings of its lines."""

    title: str
    definition: str
    columns: tuple[str, ...]
    lines: Lines


def behind(query: Mapping[str, str], asked: Asked, user: StaffUser) -> Behind:
    """What `?what=&share=` names. Raises Unknown, and CannotDo where it is beyond what `user` may see."""
    what, share = query.get("what", ""), query.get("share", "")
    if what == "papers":
        return _of_paper(query, asked, user)
    require_within(asked, user)
    # Names and meanings are the same for one day, which is counted in no time.
    named = figures(replace(asked, until=asked.since), user)
    figure = next((figure for figure in named.figures if figure.key == what), None)
    if figure is None or not figure.rows or what not in SOURCES:
        raise Unknown
    return _listed(_title(figure, share), figure.definition, SOURCES[what](asked, share), user)


def _listed(title: str, definition: str, parts: Sequence[Part], user: StaffUser) -> Behind:
    return Behind(title, definition, LISTINGS[parts[0][0]].columns, Lines(parts, user))


def _title(figure: Figure, share: str) -> str:
    """Its name, and that of the share. Raises Unknown for one it does not have."""
    if not share:
        return figure.name
    labels = {one.key: one.label for one in figure.shares} | ({WHOLE: "全部"} if figure.is_rate else {})
    if share not in labels:
        raise Unknown
    return f"{figure.name}：{labels[share]}"


def _of_paper(query: Mapping[str, str], asked: Asked, user: StaffUser) -> Behind:
    require_within(asked, user)
    material = query.get("material", "")[:400]
    matter, bundle = number(query.get("matter", "")), number(query.get("bundle", ""))
    if not material or bool(matter) == bool(bundle):
        raise Unknown
    rows = rows_visits.lacking(asked, material, matter=matter, bundle=bundle)
    words = "告知单上写了这项材料，来访时仍然没带或者带错。"
    return _listed(f"告知过仍然缺或错：{material}", words, [("visits", rows)], user)
