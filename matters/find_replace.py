"""Where a bulk edit looks and what it does there: rules for `text_places`, each a pure function of a text and the row it stands in."""

from matters.replacing_text import Search, replaced
from matters.text_places import OWN_TEXTS, ROW_TEXTS, Leaf, Rule

PHONES = frozenset({("", "consult_phone"), ("", "complaint_phone"), ("desks", "phone")})
BASES = frozenset(
    {*(("legal_basis", name) for name in ROW_TEXTS["legal_basis"]), ("charges", "basis"), ("requirements", "basis")}
)
_MATERIALS = frozenset(("requirements", name) for name in ROW_TEXTS["requirements"] if name != "material")
_OTHERS = frozenset(
    (kind, name) for kind, names in ROW_TEXTS.items() if kind not in {"requirements", "legal_basis"} for name in names
)
_OPTIONS = frozenset({("options", "text"), ("options", "note")})
ALL = frozenset({*(("", name) for name in OWN_TEXTS), *_MATERIALS, *_OTHERS, *_OPTIONS, *BASES})
GROUPS: dict[str, tuple[str, frozenset[tuple[str, str]]]] = {
    "all": ("全部文字", ALL),
    "names": (
        "名称与说明",
        frozenset(("", name) for name in ("name", "short_name", "summary", "main_item", "result_name")),
    ),
    "materials": ("申请材料", _MATERIALS),
    "phones": ("电话", PHONES),
    "bases": ("依据", BASES),
    "steps": ("条件、时限与环节", frozenset(p for p in _OTHERS if p[0] in {"conditions", "limits", "pauses", "steps"})),
    "questions": ("情形问题与常见问题", _OPTIONS | frozenset(p for p in _OTHERS if p[0] in {"questions", "faqs"})),
    "places": (
        "地点、渠道与救济",
        frozenset(p for p in _OTHERS if p[0] in {"desks", "channels", "modes", "handlings", "remedies"}),
    ),
}
"""Where to look: the words for it, and the places as (list, field). A material's name is the library's and is in none."""
WRITABLE = {
    "name_override": "名称（与材料库不同时）",
    "issuer": "出具单位",
    "how_to_get": "怎样取得",
    "fill_note": "填报须知",
    "standard": "受理标准",
    "basis": "要求提供的依据",
    "waiver": "免交说明",
}
"""The texts of a requirement that can be set for every matter that asks for its material."""


def replacing(search: Search, by: str, where: frozenset[tuple[str, str]]) -> Rule:
    """Every occurrence in those places becomes `by`."""
    return lambda leaf: replaced(leaf.text, search, by) if (leaf.kind, leaf.field) in where else leaf.text


def phone(old: str, new: str) -> Rule:
    """The number wherever it stands among a matter's phones, not as a part of a longer number."""
    return replacing(Search(find=old, whole=True), new, PHONES)


def legal_title(title: str, new_title: str, number: str | None = None) -> Rule:
    """A legal basis of exactly that title gets another title, and another number where one is given."""

    def rule(leaf: Leaf) -> str:
        if leaf.kind != "legal_basis" or leaf.row.title != title:
            return leaf.text
        if leaf.field == "number" and number is not None:
            return number
        return new_title if leaf.field == "title" else leaf.text

    return rule


def other_material(old: str, new: str) -> Rule:
    """Requirements that name one library entry name another one."""
    return lambda leaf: new if (leaf.kind, leaf.field, leaf.text) == ("requirements", "material", old) else leaf.text


def requirement_text(material: str, field: str, text: str) -> Rule:
    """One text of every requirement of that material."""
    return lambda leaf: (
        text if (leaf.kind, leaf.field) == ("requirements", field) and leaf.row.material == material else leaf.text
    )
