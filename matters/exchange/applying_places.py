"""What the matters of a file refer to: topics left out, sites that must be there, and departments."""

from collections.abc import Iterator
from dataclasses import replace

from matters.exchange.applying_case import Case, Import
from matters.exchange.applying_departments import refer
from matters.exchange.given import Severity
from matters.storing import Known
from matters.working_copy import WorkingCopy


def referred(case: Case, copy: WorkingCopy, known: Known, run: Import) -> WorkingCopy:
    """The copy without topics that are not in the catalog. Missing sites are an error, missing departments are added to `known`, unsaved."""
    for name, index, code in _sites(copy):
        if code not in known.sites:
            column = f"$.{name}[{index}]" if run.by_path else "地点"
            case.refuse("site_unknown", _no_such_site(code, known), column=column, value=code, at=(name, index))
    for party in copy.parties:
        refer(case, party, known, run)
    missing = [name for name in copy.topics if name not in known.topics]
    if missing:
        words = "、".join(missing)
        case.say(Severity.WARNING, "topic_unknown", f"目录里没有主题“{words}”，没有导入", column="主题", value=words)
        copy = replace(copy, topics=tuple(name for name in copy.topics if name in known.topics))
    return copy


def _sites(copy: WorkingCopy) -> Iterator[tuple[str, int, str]]:
    """List, index and code of every site that a row names."""
    yield from (("desks", index, desk.site) for index, desk in enumerate(copy.desks))
    yield from (("handlings", index, code) for index, row in enumerate(copy.handlings) for code in row.sites)


def _no_such_site(code: str, known: Known) -> str:
    meant = next((site.code for site in known.sites.values() if code == site.name), "")
    return f"目录里没有代号为“{code}”的办事地点" + (f"，这个名称的代号是“{meant}”" if meant else "")
