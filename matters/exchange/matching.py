"""Which matter a file means: by 公开短码, else 实施编码 with 业务办理项编码, else name and department. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from matters.exchange.given import Given


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells a matter from others. `pk` is None for one that this import makes; `is_closed`: retired or merged away."""

    code: str
    name: str
    department: str
    implementation_code: str = ""
    item_code: str = ""
    pk: int | None = None
    is_closed: bool = False


class Ambiguous(LookupError):
    """Several matters are meant; the message names their codes."""


@dataclass(slots=True)
class Index:
    """Identities by all that they are found by."""

    by_code: dict[str, Identity] = field(default_factory=dict)
    by_implementation: dict[str, dict[str, Identity]] = field(default_factory=lambda: defaultdict(dict))
    by_name: dict[str, dict[str, Identity]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, identities: Iterable[Identity]) -> None:
        """Take them in; one that is there already becomes the newer."""
        for identity in identities:
            self.by_code[identity.code] = identity
            if identity.implementation_code:
                self.by_implementation[identity.implementation_code][identity.code] = identity
            self.by_name[identity.name][identity.code] = identity


def meant(given: Given) -> tuple[str, str, str, str, str]:
    """Public code, 实施编码, 业务办理项编码, name and department as the file has them; empty where it has none."""
    department = given.values.get("department")
    own = (str(given.values.get(key) or "") for key in ("code", "implementation_code", "item_code", "name"))
    code, implementation, item, name = own
    return code.upper(), implementation, item, name, department.name if department else ""


def find(given: Given, index: Index) -> Identity | None:
    """The matter the file means; None where it is a new one. Raises Ambiguous."""
    code, implementation, item, name, department = meant(given)
    if code:
        return index.by_code.get(code)
    if implementation and (there := index.by_implementation.get(implementation)):
        return _coded(there.values(), implementation, item)
    named = [
        identity
        for identity in index.by_name.get(name, {}).values()
        if department in {"", identity.department} and (not implementation or not identity.implementation_code)
    ]
    return _only(named, f"名称“{name}”")


def _coded(there: Iterable[Identity], implementation: str, item: str) -> Identity | None:
    """Of those with the same 实施编码 the one with the same item; a row without an item means the only one there is."""
    found = list(there)
    same = [identity for identity in found if identity.item_code == item]
    if same or item:
        return _only(same, f"实施编码“{implementation}”")
    return _only(found, f"实施编码“{implementation}”")


def _only(found: list[Identity], what: str) -> Identity | None:
    """The one; those that are closed count only where there is no other."""
    open_ones = [identity for identity in found if not identity.is_closed] or found
    if len(open_ones) > 1:
        codes = "、".join(sorted(identity.code for identity in open_ones))
        raise Ambiguous(f"{what}在目录里有{len(open_ones)}个事项（公开短码{codes}），请填写公开短码说明是哪一个")
    return open_ones[0] if open_ones else None
