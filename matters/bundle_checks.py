"""What a merge needs before it is published, beyond what every member passed by itself. Its findings are those of `completeness`."""

from collections.abc import Iterable, Iterator
from datetime import date

from matters.completeness import CHECKS, Finding, Severity
from matters.enums import LimitKind
from matters.guide import Guide
from matters.handling_places import handles
from matters.models import Bundle

_APPLY = {
    "block_empty", "materials_missing", "placeholder_text", "control_character", "option_unknown", "question_malformed",
}  # fmt: skip
"""Codes, types and limits by law belong to the members, each of which was checked when it was published."""
_SAID_OTHERWISE = {"implementation_code", "handlings"}


def check_bundle(bundle: Bundle, guide: Guide, members: Iterable[Guide]) -> list[Finding]:
    """All findings of `guide`, the merge of `members` that `bundle` would be, errors first."""
    found = [*_own(guide), *_shared(guide), *_sites(bundle, list(members))]
    return sorted(found, key=lambda f: f.severity != Severity.ERROR)


def _shared(guide: Guide) -> Iterator[Finding]:
    for _, name, rule in CHECKS:
        for field, message in rule(guide, date.min) if name in _APPLY else ():
            if field not in _SAID_OTHERWISE:
                yield _error(name, field, message)


def _own(guide: Guide) -> Iterator[Finding]:
    if len(guide.members) < 2:
        yield _error("too_few_members", "members", "一件事至少要有两个事项。")
    if all(m.when for m in guide.members):
        yield _error("nothing_certain", "members", "全部事项都是按需选办，至少要有一个必办。")
    if not guide.handlings:
        message = "没有一个地点能办理全部事项。请在“办理地点”里选择由哪里统一受理，或调整事项。"
        yield _error("no_common_site", "sites", message)
    if guide.limit(LimitKind.PROMISED) is None:
        yield _error("limit_missing", "promised_amount", "事项的承诺时限加不出总时限，请填写承诺总时限。")


def _sites(bundle: Bundle, members: list[Guide]) -> Iterator[Finding]:
    """A site may take in what it does not handle itself, but somebody has to have agreed on that: a warning."""
    for site in bundle.sites.select_related("region"):
        if not site.is_active:
            yield _error("site_closed", "sites", f"办理地点“{site.name}”已停用。")
        if foreign := [member.name for member in members if not handles(member, site)]:
            message = f"“{site.name}”自己不办理{'、'.join(f'“{name}”' for name in foreign)}，请确认已由它统一受理。"
            yield Finding(severity=Severity.WARNING, check="site_takes_in", field="sites", message=message)


def _error(check: str, field: str, message: str) -> Finding:
    return Finding(severity=Severity.ERROR, check=check, field=field, message=message)
