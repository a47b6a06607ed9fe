"""Which matter or bundle is meant by what was typed: a code, a name, pinyin."""

from matters import bundle_lookup, lookup
from matters.models import Bundle, Matter, Subject
from matters.publishing import today
from matters.search import searching
from oversight.refusal import CannotDo

FEW = 5
"""How many are named to choose from."""


def subject_of(text: str) -> Subject | None:
    """The one matter or bundle that `text` can mean; None for nothing typed. Raises CannotDo for none or several, with their codes."""
    text = text.strip()
    if not text:
        return None
    if known := _by_code(text.upper()):
        return known
    listed = searching.offered(text, "", "", FEW + 1)
    exact = [one for one in listed if text in (one.entry.name, one.entry.short_name)]
    found = exact if len(exact) == 1 else listed
    if len(found) == 1:
        return (Bundle if found[0].kind == "bundle" else Matter).objects.get(pk=found[0].key)
    if not found:
        raise CannotDo(f"没有找到“{text}”，请换个说法，或填事项编码。", "what")
    names = "；".join(f"{one.entry.name}（{one.entry.code}）" for one in found[:FEW])
    raise CannotDo(f"有好几个，请填其中一个的编码：{names}{'……' if len(found) > FEW else '。'}", "what")


def _by_code(code: str) -> Subject | None:
    if found := lookup.find(code, today()):
        return found.matter
    led = bundle_lookup.find_bundle(code, today())
    return led.bundle if led else None
