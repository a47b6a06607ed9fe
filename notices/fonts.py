"""The prepared typefaces: where they lie, what they cover, and how a renderer is made to see nothing else.

`notices.fontmaking` makes them once at set-up. This module only reads their manifest, so it is cheap to import: input
forms ask it which characters can be printed, the renderer asks it for the font configuration.
"""

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

FAMILY_TITLE = "Sheet Song"
FAMILY_BODY = "Sheet Hei"
FAMILY_RARE = "Sheet Rare"

# The shape of a font folder this code understands. Raise it when the recipe in `fontmaking` changes what comes out.
RECIPE = 2

MANIFEST = "manifest.json"
CONFIG = "fonts.conf"
SOURCE_PACKAGE = "fonts-noto-cjk"
_OWN_FOLDER = Path(__file__).resolve().parent.parent / "var" / "fonts"
HINT = f"Install the Debian package {SOURCE_PACKAGE} and run script/bootstrap."

# Layout, not ink: these need no glyph.
_LINE_WHITESPACE = frozenset("\n\t")


class FontsNotReady(Exception):
    """The prepared typefaces are missing, incomplete or of another recipe; the message says what to do."""


@dataclass(frozen=True)
class Face:
    """One prepared font file. `weight` is the CSS font-weight, `ranges` the covered code points, both ends included."""

    file: str
    family: str
    weight: int
    size: int
    sha256: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Manifest:
    """What `fontmaking` noted beside the faces: their sources (facts by file path) and the faces themselves."""

    fonttools: str
    sources: Mapping[str, Mapping[str, Any]]
    faces: tuple[Face, ...]


def font_dir() -> Path:
    """The folder of the prepared faces: `FONT_DIR` from the environment, else `var/fonts` of the project."""
    chosen = os.environ.get("FONT_DIR")
    return Path(chosen) if chosen else _OWN_FOLDER


def manifest() -> Manifest:
    """The manifest of the prepared faces, read once per process. Raises `FontsNotReady` if it is absent or foreign."""
    return _read_manifest(font_dir())


@lru_cache
def _read_manifest(folder: Path) -> Manifest:
    try:
        raw = json.loads((folder / MANIFEST).read_bytes())
        if raw["recipe"] != RECIPE:
            raise FontsNotReady(f"The typefaces in {folder} are of recipe {raw['recipe']}, not {RECIPE}. {HINT}")
        faces = tuple(Face(**{**face, "ranges": tuple(map(tuple, face["ranges"]))}) for face in raw["faces"])
        return Manifest(raw["fonttools"], raw["sources"], faces)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise FontsNotReady(f"No prepared typefaces in {folder}. {HINT}") from error


def require() -> None:
    """Raise `FontsNotReady` unless every prepared file is in place, in the size the manifest gives."""
    folder = font_dir()
    sizes = {face.file: face.size for face in manifest().faces}
    damaged = [file for file, size in sizes.items() if not _has_size(folder / file, size)]
    if not (folder / CONFIG).is_file():
        damaged.append(CONFIG)
    if damaged:
        raise FontsNotReady(f"Typefaces in {folder} are missing or damaged: {', '.join(damaged)}. {HINT}")


def _has_size(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def is_ready() -> bool:
    """Whether sheets can be rendered with the prepared faces."""
    return not problems()


def problems() -> list[tuple[str, str]]:
    """What keeps the faces from being used, as (message, hint) pairs for a system check; empty when all is well."""
    try:
        require()
    except FontsNotReady as error:
        return [(str(error).removesuffix(HINT).rstrip(), HINT)]
    return []


def version() -> str:
    """Twelve hex digits that change with any byte of any face, for the ledger. Raises `FontsNotReady`."""
    lines = sorted(f"{face.sha256} {face.file}" for face in manifest().faces)
    return sha256("\n".join(lines).encode()).hexdigest()[:12]


def activate() -> None:
    """Make this process see the prepared faces and no system font. Call it before WeasyPrint is imported.

    Sheets must look the same on every machine, so nothing installed there may slip in as a fallback.
    Raises `FontsNotReady`, and `RuntimeError` when WeasyPrint is already there, perhaps with other fonts.
    """
    require()
    config = str(font_dir().resolve() / CONFIG)
    if os.environ.get("FONTCONFIG_FILE") != config and "weasyprint" in sys.modules:
        raise RuntimeError("notices.fonts.activate() must run before weasyprint is imported")
    os.environ["FONTCONFIG_FILE"] = config


def missing_characters(text: str) -> tuple[str, ...]:
    """Characters of `text` that would vanish from body text, each once, in order. Raises `FontsNotReady`.

    Line feeds and tabs are layout and pass; every other control or invisible character without a glyph counts.
    """
    return _missing(text, FAMILY_BODY)


def missing_in_title(text: str) -> tuple[str, ...]:
    """The same for text set in the title face (which falls back to the rare one too)."""
    return _missing(text, FAMILY_TITLE)


def _missing(text: str, family: str) -> tuple[str, ...]:
    printable = _printable(font_dir(), family)
    return tuple(dict.fromkeys(char for char in text if char not in printable))


@lru_cache
def _printable(folder: Path, family: str) -> frozenset[str]:
    """Characters every weight of `family` has (bold must not lose one), plus those of the rare face."""
    faces = _read_manifest(folder).faces
    weights = [_characters(face) for face in faces if face.family == family]
    rare = [_characters(face) for face in faces if face.family == FAMILY_RARE]
    return frozenset.intersection(*weights).union(_LINE_WHITESPACE, *rare)


def _characters(face: Face) -> frozenset[str]:
    return frozenset(chr(code) for first, last in face.ranges for code in range(first, last + 1))
