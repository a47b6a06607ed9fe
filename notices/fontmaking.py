"""Prepares the typefaces once at set-up: `python -m notices.fontmaking`.

Noto CJK comes as CFF collections. WeasyPrint embeds glyphs under their original numbers, which costs a CFF face
hundreds of kilobytes in every sheet and a TrueType face next to nothing. So the simplified-Chinese faces are cut down
to what sheets need and their curves are converted to TrueType, under names of their own that no system font has.
"""

import ctypes
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from importlib.metadata import version as installed_version
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import category
from xml.sax.saxutils import escape

from notices import fonts

# fontTools is imported where it is used: that takes longer than finding out that nothing has to be done. Its tables get
# their attributes from the file, which no type checker can follow.
# mypy: allow-untyped-calls
TTFont: TypeAlias = Any
Glyph: TypeAlias = Any

SOURCE_DIR = Path("/usr/share/fonts/opentype/noto")
CACHE = ".cache"  # hidden, or fontconfig would look for fonts in it
PROCESSES = 2
PR_SET_PDEATHSIG = 1  # linux/prctl.h

# The grid of the new outlines, per em, and how far a curve may leave the original on it. A coarser grid makes smaller
# sheets: at 200 a step is under half a printer's dot for body text (0.018 mm at 10.5 pt, a dot is 0.042 mm at 600 dpi) and
# a sheet loses a fifth of its bytes; titles are larger and few, and keep a finer one.
BODY_UNITS_PER_EM = 200
TITLE_UNITS_PER_EM = 500
CURVE_TOLERANCE = 0.5

# Horizontal Chinese: Latin kerning and the two ways of closing up punctuation. Substitutions (GSUB) are left out: the
# SC faces have the mainland forms to begin with, and drawing in other regions' variants would double the size.
LAYOUT_FEATURES = ("kern", "halt", "palt")
DROPPED_TABLES = ("CFF ", "VORG", "vhea", "vmtx", "BASE", "GSUB", "DSIG")

MAXIMA_OF_INSTRUCTIONS = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)

HAN_BLOCKS = ((0x2E80, 0x2FDF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))
HANGUL_BLOCKS = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDF))

# The faces are found beside this file, so the folder may be moved. The cache cannot be: there `prefix` means something
# else. A cache that cannot be written only costs time.
CONFIG_TEXT = f"""<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">.</dir>
  <cachedir>{{cache}}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>{fonts.FAMILY_BODY}</family></prefer></alias>
  <alias binding="same"><family>serif</family><prefer><family>{fonts.FAMILY_TITLE}</family></prefer></alias>
  <match target="pattern">
    <edit name="family" mode="append_last">
      <string>{fonts.FAMILY_BODY}</string>
      <string>{fonts.FAMILY_RARE}</string>
    </edit>
  </match>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


@dataclass(frozen=True)
class Recipe:
    """One face to make: its file and names, and the collection it comes from."""

    file: str
    family: str
    weight: int
    source: str
    source_face: str

    @property
    def style(self) -> str:
        return "Bold" if self.weight == 700 else "Regular"

    @property
    def units_per_em(self) -> int:
        return TITLE_UNITS_PER_EM if self.family == fonts.FAMILY_TITLE else BODY_UNITS_PER_EM


SANS, SERIF = "Noto Sans CJK SC", "Noto Serif CJK SC"
RECIPES = (
    Recipe("SheetSong-Bold.ttf", fonts.FAMILY_TITLE, 700, "NotoSerifCJK-Bold.ttc", SERIF),
    Recipe("SheetHei-Regular.ttf", fonts.FAMILY_BODY, 400, "NotoSansCJK-Regular.ttc", SANS),
    Recipe("SheetHei-Bold.ttf", fonts.FAMILY_BODY, 700, "NotoSansCJK-Bold.ttc", SANS),
    Recipe("SheetRare-Regular.ttf", fonts.FAMILY_RARE, 400, "NotoSansCJK-Regular.ttc", SANS),
)


# --- Which characters go where


def is_everyday(code: int) -> bool:
    """Whether a code point belongs to the text faces: all but Hangul and the Han characters outside GBK."""
    return not _within(code, HANGUL_BLOCKS) and (not _within(code, HAN_BLOCKS) or _in_gbk(code))


def is_rare(code: int) -> bool:
    """Whether a code point belongs to the fallback face: Han characters outside GBK, as some names have them.

    And every kind of space: Pango sets a space in the face of the character before it, whether or not that has one.
    """
    return (_within(code, HAN_BLOCKS) and not _in_gbk(code)) or category(chr(code)) == "Zs"


def _within(code: int, blocks: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for first, last in blocks)


def _in_gbk(code: int) -> bool:
    try:
        return bool(chr(code).encode("gbk"))
    except UnicodeEncodeError:
        return False


# --- Making one face


def make_face(recipe: Recipe, target: Path) -> fonts.Face:
    """Write the face `recipe` describes to the file `target` and return what there is to know about it.

    The same source and fontTools give the same bytes. Raises `LookupError` when the collection lacks the face.
    """
    wanted = is_rare if recipe.family == fonts.FAMILY_RARE else is_everyday
    with _open_face(SOURCE_DIR / recipe.source, recipe.source_face) as font:
        codes = sorted(filter(wanted, font.getBestCmap()))
        _convert_outlines(font, codes, recipe.units_per_em)
        _subset(font, codes)
        _rename(font, recipe)
        font.save(target)
    content = target.read_bytes()
    digest = sha256(content).hexdigest()
    return fonts.Face(recipe.file, recipe.family, recipe.weight, len(content), digest, tuple(ranges(codes)))


def _open_face(path: Path, family: str) -> TTFont:
    from fontTools.ttLib.ttCollection import TTCollection
    from fontTools.ttLib.ttFont import TTFont

    with TTCollection(path, lazy=True) as collection:
        families = [font["name"].getBestFamilyName() for font in collection]
    if family not in families:
        raise LookupError(f"{path} has no face {family}, only {', '.join(families)}")
    # recalcTimestamp=False: the date of the source, not of this run, so that the bytes stay the same.
    return TTFont(path, fontNumber=families.index(family), lazy=True, recalcTimestamp=False)


def _convert_outlines(font: TTFont, codes: list[int], units_per_em: int) -> None:
    """Replace the cubic outlines by quadratic ones, for the glyphs of `codes` only; the others become empty."""
    from fontTools.ttLib import newTable
    from fontTools.ttLib.scaleUpem import scale_upem
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    cmap, cubic = font.getBestCmap(), font.getGlyphSet()
    scale = units_per_em / font["head"].unitsPerEm
    _make_truetype(font)
    scale_upem(font, units_per_em)  # everything but the outlines, which are gone for the moment
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    glyf, metrics = font["glyf"], font["hmtx"].metrics
    glyf.glyphOrder = font.getGlyphOrder()
    glyf.glyphs = dict.fromkeys(glyf.glyphOrder, Glyph())
    for name in {".notdef", *(cmap[code] for code in codes)}:
        glyf.glyphs[name] = glyph = _quadratic(cubic[name], scale)
        glyph.recalcBounds(glyf)
        # A left bearing that is off by a rounding step would shift the glyph.
        metrics[name] = (metrics[name][0], glyph.xMin)


def _quadratic(outline: Any, scale: float) -> Glyph:
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen

    pen = TTGlyphPen(None)
    outline.draw(TransformPen(Cu2QuPen(pen, CURVE_TOLERANCE, reverse_direction=True), (scale, 0, 0, scale, 0, 0)))
    return pen.glyph(dropImpliedOnCurves=True)


def _make_truetype(font: TTFont) -> None:
    """Turn a CFF font into a TrueType one still without outlines. No instructions: printers need no hinting."""
    for tag in DROPPED_TABLES:
        if tag in font:
            del font[tag]
    font.sfntVersion = "\000\001\000\000"
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    maxp.maxZones = 1
    for unused in MAXIMA_OF_INSTRUCTIONS:
        setattr(maxp, unused, 0)


def _subset(font: TTFont, codes: list[int]) -> None:
    from fontTools.subset import Options, Subsetter

    # Variation sequences name other regions' glyphs, which would all be drawn in.
    font["cmap"].tables = [table for table in font["cmap"].tables if table.format != 14]
    options = Options(layout_features=list(LAYOUT_FEATURES), name_IDs=["*"], notdef_outline=True, glyph_names=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def _rename(font: TTFont, recipe: Recipe) -> None:
    """Names, weight and style bits by which fontconfig finds exactly this face; the licence records stay."""
    bold = recipe.weight == 700
    postscript = Path(recipe.file).stem
    source_version = font["name"].getDebugName(5)
    names = {
        1: recipe.family,
        2: recipe.style,
        3: f"{postscript};{source_version}",
        4: f"{recipe.family} {recipe.style}",
        6: postscript,
    }
    font["name"].names = [record for record in font["name"].names if record.nameID in (0, 5, 9, 13, 14)]
    for name_id, text in names.items():
        font["name"].setName(text, name_id, 3, 1, 0x409)
    font["OS/2"].usWeightClass = recipe.weight
    font["OS/2"].fsSelection = 1 << (5 if bold else 6)
    font["head"].macStyle = int(bold)


def ranges(codes: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Ascending code points as (first, last) pairs."""
    ordered = list(codes)
    breaks = [i for i, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    for start, stop in pairwise([0, *breaks, len(ordered)]):
        yield ordered[start], ordered[stop - 1]


# --- Making the folder


def is_current() -> bool:
    """Whether the prepared folder is complete and nothing it was made from has changed since."""
    if not fonts.is_ready():
        return False
    made = fonts.manifest()
    same_tool = made.fonttools == installed_version("fonttools")
    return same_tool and all(_unchanged(Path(source), facts) for source, facts in made.sources.items())


def _unchanged(path: Path, facts: Mapping[str, Any]) -> bool:
    """Size and time are enough when they agree. A source that is gone (a slim image) cannot have changed the faces."""
    if not path.exists():
        return True
    stat = path.stat()
    return (stat.st_size, stat.st_mtime_ns) == (facts["size"], facts["mtime_ns"]) or _digest(path) == facts["sha256"]


def _source_facts(path: Path) -> dict[str, Any]:
    stat = path.stat()
    return {"size": stat.st_size, "mtime_ns": stat.st_mtime_ns, "sha256": _digest(path)}


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def prepare() -> None:
    """Make all faces into `fonts.font_dir()`: nothing is seen there before everything is complete.

    Raises `fonts.FontsNotReady` when the source package is not installed.
    """
    sources = sorted({SOURCE_DIR / recipe.source for recipe in RECIPES})
    if absent := [str(path) for path in sources if not path.is_file()]:
        raise fonts.FontsNotReady(f"Not found: {', '.join(absent)}. {fonts.HINT}")
    target = fonts.font_dir()
    fresh, old = target.with_name(target.name + ".new"), target.with_name(target.name + ".old")
    shutil.rmtree(fresh, ignore_errors=True)  # left by a run that was cut off
    (fresh / CACHE).mkdir(parents=True)
    faces = _make_faces(fresh)
    (fresh / fonts.CONFIG).write_text(CONFIG_TEXT.format(cache=escape(str(target.resolve() / CACHE))))
    _write_manifest(fresh / fonts.MANIFEST, {str(path): _source_facts(path) for path in sources}, faces)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)
    _warm_cache(target)


def _make_faces(folder: Path) -> list[fonts.Face]:
    with get_context("fork").Pool(PROCESSES, _die_with_parent) as pool:
        jobs = [(recipe, folder / recipe.file) for recipe in RECIPES]
        return pool.starmap(_make_and_tell, jobs, chunksize=1)


def _die_with_parent() -> None:
    """A killed run must not leave workers behind: they would hold the lock, and write into the next run's folder."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _make_and_tell(recipe: Recipe, target: Path) -> fonts.Face:
    started = time.monotonic()
    face = make_face(recipe, target)
    characters = sum(last - first + 1 for first, last in face.ranges)
    seconds = time.monotonic() - started
    print(f"fonts: {recipe.file}: {characters} characters, {face.size / 1e6:.1f} MB, {seconds:.0f} s", flush=True)
    return face


def _write_manifest(path: Path, sources: dict[str, dict[str, Any]], faces: list[fonts.Face]) -> None:
    content = {
        "recipe": fonts.RECIPE,
        "fonttools": installed_version("fonttools"),
        "sources": sources,
        "faces": [asdict(face) for face in faces],
    }
    path.write_text(json.dumps(content, separators=(",", ":")) + "\n")


def _warm_cache(folder: Path) -> None:
    """Let fontconfig read the faces now rather than in every worker that may not write here. Only saves time."""
    if fc_cache := shutil.which("fc-cache"):
        environment = {**os.environ, "FONTCONFIG_FILE": str(folder.resolve() / fonts.CONFIG)}
        subprocess.run([fc_cache], env=environment, check=False)  # noqa: S603 -- the system's own


@contextmanager
def _alone() -> Iterator[None]:
    """Two runs at once would remove each other's half-made folder."""
    target = fonts.font_dir()
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(target.name + ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> int:
    """Prepare the faces unless they are current; the process's exit code."""
    try:
        with _alone():
            if not is_current():
                print("fonts: preparing, this takes about half a minute", flush=True)
                prepare()
    except fonts.FontsNotReady as error:
        print(error, file=sys.stderr)
        return 1
    print("fonts ready")
    return 0


if __name__ == "__main__":
    sys.exit(main())
