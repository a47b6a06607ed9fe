"""The tables of the monthly report. Pure."""

from collections.abc import Mapping, Sequence

from oversight.figures.asked import Asked
from oversight.figures.figure import Figure, Figures
from oversight.figures.page import behind, rows_url
from oversight.figures.papers import PaperLine
from oversight.figures.tables import Column, Row, Table

MOST_PAPERS = 20


def main(now: Figures, past: Mapping[str, Figure], asked: Asked) -> Table:
    """Every figure with its number of the month before. The number of its note stands behind its name."""
    rows = [
        _main_row(number, figure, group.name, past.get(figure.key), asked)
        for number, (group, figure) in enumerate(((g, f) for g in now.groups for f in g.figures), 1)
    ]
    columns = (
        Column(label="类别", is_number=False),
        Column(label="数字", is_number=False),
        Column(label="注", is_number=True),
        Column(label="本月"),
        Column(label="单位", is_number=False),
        Column(label="其中"),
        Column(label="总数"),
        Column(label="上月"),
    )
    return Table(key="main", title="主要数字", columns=columns, rows=tuple(rows))


def parts(now: Figures, asked: Asked) -> tuple[Table, ...]:
    """What each figure with shares is made of."""
    return tuple(_parts(figure, asked) for figure in now.figures if any(share.value for share in figure.shares))


def papers(lines: Sequence[PaperLine]) -> Table:
    """The most frequent; where each is to be changed."""
    rows = tuple(
        Row(
            cells=(n, line.paper.material, line.paper.subject, line.paper.missing, line.paper.wrong, line.paper.times),
            urls=("", "", line.edit_url, "", "", line.rows_url),
        )
        for n, line in enumerate(lines[:MOST_PAPERS], 1)
    )
    columns = (
        Column(label="序号"),
        Column(label="材料", is_number=False),
        Column(label="告知单", is_number=False),
        Column(label="没带"),
        Column(label="带错"),
        Column(label="合计"),
    )
    return Table(key="papers", title="哪张告知单该改", columns=columns, rows=rows)


def _main_row(number: int, figure: Figure, group: str, older: Figure | None, asked: Asked) -> Row:
    rate = (figure.part, figure.whole) if figure.is_rate else (None, None)
    url = rows_url(figure, asked) if figure.rows and behind(figure) else ""
    whole = rows_url(figure, asked, "whole") if figure.rows and figure.whole else ""
    cells = (group, figure.name, number, figure.value, figure.unit, *rate, older.value if older else None)
    return Row(cells=cells, urls=("", "", "", url, "", url if figure.is_rate else "", whole, ""))


def _parts(figure: Figure, asked: Asked) -> Table:
    rows = tuple(
        Row(cells=(share.label, share.value), urls=("", rows_url(figure, asked, share.key) if share.value else ""))
        for share in figure.shares
    )
    columns = (
        Column(label=figure.name, is_number=False),
        Column(label="数量", unit=figure.unit if figure.unit != "%" else ""),
    )
    return Table(key=f"part-{figure.key}", title=figure.name, columns=columns, rows=rows)
