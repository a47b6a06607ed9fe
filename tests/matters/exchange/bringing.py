"""What the tests of imports share: a file out of matters as JSON, brought in."""

import json
from pathlib import Path
from typing import Any

from matters.exchange.importing import Wish, bring_in
from matters.exchange.report import Report, Result
from tests import factories

DEPARTMENT = "安阳市北关区卫生健康委员会"


def catalog(folder: Path, *matters: Any, name: str = "目录.json") -> Path:
    """A JSON catalog of those matters."""
    path = folder / name
    path.write_text(json.dumps({"schema": 1, "matters": matters}, ensure_ascii=False), "utf-8")
    return path


def new(name: str = "演示新事项", **values: Any) -> dict[str, Any]:
    """A matter the catalog does not have."""
    return {"name": name, "department": {"name": DEPARTMENT}, **values}


def bring(path: Path, **wish: Any) -> Report:
    """The import of a file, by default by nobody in particular."""
    return bring_in(path, Wish(**wish))


def counts(report: Report) -> tuple[int, int, int, int]:
    """Created, updated, unchanged, refused."""
    return tuple(report.counts[result] for result in Result)  # type: ignore[return-value]


def said(report: Report) -> list[tuple[str, str, str]]:
    """Every problem as (severity, check, value)."""
    return [(p.severity.value, p.check, p.value) for p in report.problems]


def stored() -> Any:
    """A draft that is in the catalog."""
    return factories.make_matter()
