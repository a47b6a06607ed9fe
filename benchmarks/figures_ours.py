"""The product's figures in the shape of `figures_sql`, to be held against it."""

from typing import Any

from oversight.figures.figure import Figures
from oversight.models import Stars


def ledger(figures: Figures) -> dict[str, Any]:
    """What comes from the ledger."""
    values = {key: figures[key].value for key in ("told", "void", "void_letters", "refused", "visits")}
    shares = {key: _shares(figures, key) for key in ("letters", "manner", "causes")}
    rates = {key: (figures[key].part, figures[key].whole) for key in ("repeated", "kept", "deferral")}
    hours = {(day, hour): n for day, row in enumerate(figures.hours) for hour, n in enumerate(row) if n}
    papers = {(one.matter, one.bundle, one.material): (one.missing, one.wrong) for one in figures.papers}
    return {**values, **shares, **rates, "signed": figures["signed"].part, "hours": hours, "papers": papers}


def voices(figures: Figures) -> dict[str, Any]:
    """What people said."""
    return {
        "stars": _shares(figures, "content"),
        "called": figures["called"].part,
        "answered": (figures["answered"].part, figures["answered"].whole),
        "problems": _shares(figures, "problems"),
        "missed": figures["missed"].value,
    }


def told_by(figures: Figures) -> dict[str, dict[Any, int]]:
    """Sheets told by site, clerk, department and level."""
    tables = {table.by: {row.pk: row.told for row in table.rows if row.told} for table in figures.tables}
    tables.pop("window")
    return {**tables, "level": _shares(figures, "told")}


def bad(figures: Figures) -> int:
    """Bad ratings: those somebody should be called back about."""
    return sum(n for star, n in _shares(figures, "content").items() if int(star) <= Stars.POOR)


def _shares(figures: Figures, key: str) -> dict[str, int]:
    return {share.key: share.value for share in figures[key].shares if share.value}
