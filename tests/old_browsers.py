"""What the oldest browser we serve does not know, and where our public style sheets and scripts use it without a way back.

The floor is Chromium 61 (2017): the WebView of Android 8 as delivered and the X5 kernels inside messaging apps that were never renewed.
Numbers are the first Chromium version that knows the feature, from its release notes.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import tinycss2

FLOOR = 61
STATIC = Path(__file__).parent.parent / "static"
FALLBACKS = STATIC / "css" / "old-webview.css"
STAFF = {
    "css": "admin-* affected cases counter day_sheet desk figures form inspection layouts ledger letter monthly orders oversight problems "
    "receiving report requests returning service_list sheet slip telling ticks trials",
    "js": "admin-* counter desk inspection returning signature stubs telling",
}
"""Files only staff pages or paper load. A new file counts as public until it is named here."""

VALUES = {
    r"\b(clamp|min|max)\(": 79,
    r"\benv\(": 69,
    r"\bcolor-mix\(|\boklch\(|\blab\(": 111,
    r"\d(dvh|svh|lvh|dvw|svw)\b": 108,
    r'" / "': 77,
    r"\b(revert|revert-layer)\b": 84,
    r"\bsubgrid\b": 117,
    r"^clip$": 90,
    r"(?<!-)\bfit-content$": 46,
}
"""Values it drops: a declaration of the same property stands before, in the same rule. In a custom property it is never dropped, only broken."""

PROPERTIES = {
    "inset": 87,
    "inset-.*": 87,
    "(margin|padding|border)-(inline|block)(-.*)?": 87,
    "aspect-ratio": 88,
    "(translate|scale|rotate)": 104,
    "container.*": 105,
    "backdrop-filter": 76,
}
"""Properties not to use where the look of a page hangs on them."""

SELECTORS = {
    r":has\(": 105,
    r":(is|where)\(": 88,
    r":not\([^()]*,": 88,
    r":focus-visible": 86,
    r"::marker": 86,
    r"::details-content": 131,
    r"::file-selector-button": 89,
    r"&": 120,
}
"""Selectors that make it drop the whole rule: no selector it knows stands in the same list."""

AT_RULES = {"layer": 99, "container": 105, "property": 85, "scope": 118, "starting-style": 117}

# A name that is asked for first is written `window.AbortController`.
SCRIPTS = {
    r"\?\.(?=[\w(\[])": 80,
    r"\?\?": 80,
    r"\|\|=|&&=": 85,
    r"\.replaceAll\(": 85,
    r"\.at\(-?\w": 92,
    r"\.flat(Map)?\(": 69,
    r"\.finally\(": 63,
    r"\bfor await\b": 63,
    r"\bObject\.fromEntries\b": 73,
    r"\.matchAll\(": 73,
    r"\b(allSettled|Promise\.any)\b": 76,
    r"\bstructuredClone\b": 98,
    r"\.replaceChildren\(": 86,
    r"\.toggleAttribute\(": 69,
    r"\.requestSubmit\(": 76,
    r"\bqueueMicrotask\b|\bglobalThis\b": 71,
    r"\bcatch \{": 66,
    r"(?<!window\.)\b(AbortController|AbortSignal)\b": 66,
    r"\bResizeObserver\b": 64,
    r"\brandomUUID\b": 92,
    r"\(\?<|\\p\{": 64,
    r"\bstatic \{|(?<![\w\"'`(])#\w+\s*[=(;]": 74,
    r"\d_\d": 75,
    r"\bimport\(": 63,
    r"\.findLast": 97,
}


@dataclass
class Rule:
    """A style rule: its selectors, its declarations in order, and whether an `@supports` round it keeps old browsers out."""

    selectors: list[str]
    declarations: list[tuple[str, str]] = field(default_factory=list)
    is_guarded: bool = False
    at_rule: str = ""


def public_files(kind: str) -> list[Path]:
    """The style sheets (`css`) or scripts (`js`) citizens load."""
    files = sorted((STATIC / kind).rglob(f"*.{kind}"))
    return [path for path in files if not any(_is(path, name) for name in STAFF[kind].split())]


def _is(path: Path, name: str) -> bool:
    return name in {path.stem, path.parent.name} or (name.endswith("*") and path.stem.startswith(name[:-1]))


def rules(css: str) -> list[Rule]:
    """Every rule of a style sheet, those inside `@media` and `@supports` as well."""
    return list(_rules(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), guarded=False))


def _rules(nodes: list, *, guarded: bool) -> Iterator[Rule]:
    for node in nodes:
        if node.type == "at-rule":
            yield Rule([], at_rule=node.lower_at_keyword, is_guarded=guarded)
            inside = tinycss2.parse_rule_list(node.content or [], skip_comments=True, skip_whitespace=True)
            yield from _rules(inside, guarded=guarded or node.lower_at_keyword == "supports")
        elif node.type == "qualified-rule":
            selectors = re.split(r",(?![^(]*\))", tinycss2.serialize(node.prelude))
            yield Rule([one.strip() for one in selectors], list(_declarations(node.content)), guarded)


def _declarations(content: list) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            yield node.lower_name, tinycss2.serialize(node.value).strip()


def faults(css: str, fallbacks: set[str]) -> list[str]:
    """What an old browser would lose in this style sheet, one sentence each. `fallbacks` are the selectors cared for elsewhere."""
    return [fault for rule in rules(css) if not rule.is_guarded for fault in _faults(rule, fallbacks)]


def _faults(rule: Rule, fallbacks: set[str]) -> Iterator[str]:
    if AT_RULES.get(rule.at_rule, 0) > FLOOR:
        yield f"@{rule.at_rule}"
    for pattern in SELECTORS:
        new = [one for one in rule.selectors if re.search(pattern, one)]
        if new and len(new) < len(rule.selectors):
            yield f"{', '.join(rule.selectors)}: the whole rule is lost with {new[0]}"
        if new and "has" in pattern:
            yield f"{new[0]}: stands in no @supports selector(:has(*))"
    yield from _lost_declarations(rule, fallbacks)


def _lost_declarations(rule: Rule, fallbacks: set[str]) -> Iterator[str]:
    kept: set[str] = set()
    for name, value in rule.declarations:
        is_new = any(re.search(pattern, value) for pattern, since in VALUES.items() if since > FLOOR)
        if is_new and (name.startswith("--") or name not in kept):
            yield f"{rule.selectors[0]}: {name}: {value} has no plain value before it"
        if any(re.fullmatch(pattern, name) for pattern in PROPERTIES):
            yield f"{rule.selectors[0]}: {name}"
        if not is_new:
            kept.add(name)
    yield from _lost_gaps(rule, fallbacks)


def _lost_gaps(rule: Rule, fallbacks: set[str]) -> Iterator[str]:
    names = dict(rule.declarations)
    if "grid-gap" in names:
        return
    gaps = {"gap", "row-gap"} & set(names) or ({"column-gap"} & set(names) if "columns" not in names else set())
    if gaps and any(names[gap] != "0" for gap in gaps):
        lost = [
            one for one in rule.selectors if fallbacks.isdisjoint({one, f"{one} > *", f"{one} > :not(:last-child)"})
        ]
        yield from (f"{one}: its gap is not in {FALLBACKS.name}" for one in lost)


def script_faults(source: str) -> list[str]:
    """What an old browser would not understand in this script."""
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.S)
    return [pattern for pattern, since in SCRIPTS.items() if since > FLOOR and re.search(pattern, code)]
