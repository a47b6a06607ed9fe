"""The prepared typefaces: coverage, readiness, and what a real PDF makes of them."""

import io
import logging
import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pikepdf
import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from notices import fontmaking, fonts

PROJECT = Path(__file__).resolve().parents[2]
RARE_NAMES = "𠮷㛃䶮"


def gbk_characters() -> str:
    return "".join(chr(code) for code in range(0x80, 0x10000) if not 0xD800 <= code < 0xE000 and in_gbk(chr(code)))


def in_gbk(char: str) -> bool:
    return bool(char.encode("gbk", "ignore"))


# --- Coverage


@pytest.mark.parametrize("missing", [fonts.missing_characters, fonts.missing_in_title])
def test_every_gbk_character_can_be_printed_but_one(missing: Callable[[str], tuple[str, ...]]) -> None:
    # The Japanese form of "approximately equal" is in GBK, yet no Noto CJK face has it; the common ≈ is there.
    assert missing(gbk_characters()) == ("≒",)


@pytest.mark.parametrize("missing", [fonts.missing_characters, fonts.missing_in_title])
def test_signs_of_official_papers_and_rare_names_can_be_printed(missing: Callable[[str], tuple[str, ...]]) -> None:
    assert missing("〔〕①⑳㎡℃≥≤≈—·…¥€№±×÷“”‘’□■√§Ⅻ㈠ÅéñĀ" + RARE_NAMES) == ()


def test_missing_characters_come_once_and_in_order() -> None:
    assert fonts.missing_characters("张☐三🀄☐\x07\u200b") == ("☐", "🀄", "\x07", "\u200b")


def test_line_feeds_tabs_and_spaces_are_layout() -> None:
    assert fonts.missing_characters("一\n二\t三 四\u3000五\u00a0六") == ()


def test_a_carriage_return_is_missing() -> None:
    assert fonts.missing_characters("一\r\n二") == ("\r",)


# --- Readiness


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A font folder with nothing in it."""
    monkeypatch.setenv("FONT_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def linked_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A font folder of links to the prepared files, so that a test may take some away."""
    for path in fonts.font_dir().resolve().iterdir():
        (tmp_path / path.name).symlink_to(path)
    monkeypatch.setenv("FONT_DIR", str(tmp_path))
    return tmp_path


def test_prepared_fonts_have_no_problems(linked_folder: Path) -> None:
    assert (fonts.problems(), fonts.is_ready()) == ([], True)


def test_an_empty_folder_is_a_problem_with_a_way_out(empty_folder: Path) -> None:
    hint = "Install the Debian package fonts-noto-cjk and run script/bootstrap."
    assert fonts.problems() == [(f"No prepared typefaces in {empty_folder}.", hint)]


@pytest.mark.parametrize("use", [fonts.version, fonts.activate, fonts.require, lambda: fonts.missing_characters("一")])
def test_nothing_pretends_that_fonts_are_there(empty_folder: Path, use: Callable[[], object]) -> None:
    with pytest.raises(fonts.FontsNotReady, match=r"fonts-noto-cjk.*script/bootstrap"):
        use()


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"recipe": 1, "fonttools": "4", "sources": {}, "faces": [{}]}'])
def test_an_unreadable_manifest_counts_as_no_fonts(empty_folder: Path, content: str) -> None:
    (empty_folder / fonts.MANIFEST).write_text(content)
    assert not fonts.is_ready()


def test_fonts_of_another_recipe_are_not_used(empty_folder: Path) -> None:
    (empty_folder / fonts.MANIFEST).write_text('{"recipe": 0}')
    assert fonts.problems()[0][0] == f"The typefaces in {empty_folder} are of recipe 0, not {fonts.RECIPE}."


@pytest.mark.parametrize("file", ["SheetHei-Bold.ttf", "fonts.conf"])
def test_an_absent_file_is_named(linked_folder: Path, file: str) -> None:
    (linked_folder / file).unlink()
    assert fonts.problems()[0][0] == f"Typefaces in {linked_folder} are missing or damaged: {file}."


def test_a_face_of_the_wrong_size_is_named(linked_folder: Path) -> None:
    face = linked_folder / "SheetSong-Bold.ttf"
    face.unlink()  # or the prepared file behind the link would be written to
    face.write_bytes(b"half")
    assert fonts.problems()[0][0] == f"Typefaces in {linked_folder} are missing or damaged: SheetSong-Bold.ttf."


def test_the_version_changes_with_the_bytes_of_a_face(linked_folder: Path) -> None:
    before = fonts.version()
    manifest = linked_folder / fonts.MANIFEST
    changed = manifest.read_text().replace(fonts.manifest().faces[0].sha256, "0" * 64)
    manifest.unlink()
    manifest.write_text(changed)
    fonts._read_manifest.cache_clear()
    assert len(before) == len(fonts.version()) == 12
    assert before != fonts.version()


def test_activation_points_fontconfig_at_the_prepared_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FONTCONFIG_FILE", raising=False)
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    fonts.activate()
    assert os.environ["FONTCONFIG_FILE"] == str(fonts.font_dir().resolve() / "fonts.conf")


def test_activation_after_the_renderer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    monkeypatch.setitem(sys.modules, "weasyprint", sys)
    with pytest.raises(RuntimeError, match="before weasyprint"):
        fonts.activate()


# --- Preparing


def test_repeating_the_preparation_does_nothing_and_loads_nothing_heavy() -> None:
    program = (
        "import sys; from notices import fontmaking; code = fontmaking.main();"
        "print(code, {'django', 'fontTools', 'weasyprint'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ran.stdout == "fonts ready\n0 set()\n"


def test_preparing_without_the_source_package_names_it(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fontmaking, "SOURCE_DIR", empty_folder / "nowhere")
    assert fontmaking.main() == 1
    assert "fonts-noto-cjk" in capsys.readouterr().err
    assert list(empty_folder.iterdir()) == []


def test_faces_are_current_until_source_or_tool_change(linked_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fontmaking.is_current()
    monkeypatch.setattr(fontmaking, "installed_version", lambda name: "0")
    assert not fontmaking.is_current()


def test_a_source_is_unchanged_when_only_its_time_is_new(tmp_path: Path) -> None:
    source = tmp_path / "source.ttc"
    source.write_bytes(b"old")
    facts = fontmaking._source_facts(source)
    os.utime(source, (0, 0))
    assert fontmaking._unchanged(source, facts)
    source.write_bytes(b"new")
    assert not fontmaking._unchanged(source, facts)
    source.unlink()
    assert fontmaking._unchanged(source, facts)


def test_a_collection_without_the_face_is_refused_by_name() -> None:
    source = fontmaking.SOURCE_DIR / "NotoSansCJK-Bold.ttc"
    with pytest.raises(LookupError, match="has no face Comic CJK, only Noto Sans CJK JP,"):
        fontmaking._open_face(source, "Comic CJK")


@given(st.sets(st.integers(0, 300), min_size=1))
def test_ranges_hold_exactly_the_given_codes(codes: set[int]) -> None:
    pairs = list(fontmaking.ranges(sorted(codes)))
    assert [code for first, last in pairs for code in range(first, last + 1)] == sorted(codes)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(pairs))


def test_a_face_is_made_the_same_every_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fontmaking, "is_rare", lambda code: chr(code) in RARE_NAMES)
    recipe = fontmaking.RECIPES[3]
    one, two = (fontmaking.make_face(recipe, tmp_path / name) for name in ("one.ttf", "two.ttf"))
    assert one == two
    assert one.ranges == tuple((ord(char), ord(char)) for char in sorted(RARE_NAMES))


@pytest.mark.parametrize("recipe", fontmaking.RECIPES, ids=lambda recipe: recipe.file)
def test_a_face_answers_to_its_own_name_and_weight_only(recipe: fontmaking.Recipe) -> None:
    with TTFont(fonts.font_dir() / recipe.file) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
        weight, tables = font["OS/2"].usWeightClass, set(font.keys())
    assert (names[1], names[2], weight) == (recipe.family, recipe.style, recipe.weight)
    assert "SIL Open Font License" in names[13]
    assert "glyf" in tables
    assert {"CFF ", "GSUB", "vmtx", "vhea"}.isdisjoint(tables)


@pytest.mark.parametrize("recipe", fontmaking.RECIPES[:3], ids=lambda recipe: recipe.file)
def test_converted_outlines_keep_to_the_original(recipe: fontmaking.Recipe) -> None:
    source = fontmaking.SOURCE_DIR / recipe.source
    with (
        TTFont(fonts.font_dir() / recipe.file) as made,
        fontmaking._open_face(source, recipe.source_face) as original,
    ):
        scale = recipe.units_per_em / original["head"].unitsPerEm
        for char in "国徽永〔2026〕区g，鬱":
            assert bounds(made, char) == pytest.approx([edge * scale for edge in bounds(original, char)], abs=1), char


def bounds(font: TTFont, char: str) -> tuple[float, ...]:
    """Advance and bounding box of the glyph of `char`, in units of the font."""
    glyphs = font.getGlyphSet()
    glyph = glyphs[font.getBestCmap()[ord(char)]]
    pen = BoundsPen(glyphs)
    glyph.draw(pen)
    return (glyph.width, *pen.bounds)


# --- What a renderer makes of them


@dataclass(frozen=True)
class Rendered:
    """A rendered page: its bytes, and (character, face) pairs in reading order."""

    content: bytes
    characters: list[tuple[str, str]]

    def face_of(self, char: str) -> str:
        return next(face for shown, face in self.characters if shown == char)


def render(body: str) -> Rendered:
    fonts.activate()
    import weasyprint

    html = f"<html lang=zh-CN><title>样张</title><body style='font: 10.5pt Sheet Hei'>{body}"
    content = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")
    with pdfplumber.open(io.BytesIO(content)) as pdf:
        shown = [(char["text"], char["fontname"].split("+")[1]) for char in pdf.pages[0].chars]
    return Rendered(content, shown)


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("style", "face"),
    [
        ("font-weight: 400", "Sheet-Hei"),
        ("font-weight: 700", "Sheet-Hei-Bold"),
        ("font: 700 22pt Sheet Song", "Sheet-Song-Bold"),
        ("font-family: sans-serif", "Sheet-Hei"),
        ("font: 700 16pt serif", "Sheet-Song-Bold"),
        ("font-family: DejaVu Sans, Noto Sans CJK JP, Noto Serif CJK SC", "Sheet-Hei"),
    ],
)
def test_text_is_set_in_the_prepared_face(style: str, face: str) -> None:
    text = "一次性告知单〔2026〕A4纸"
    assert render(f"<p style='{style}'>{text}").characters == [(char, face) for char in text]


@pytest.mark.pdf
@pytest.mark.parametrize("style", ["font-weight: 400", "font-weight: 700", "font: 700 22pt Sheet Song"])
def test_rare_names_come_from_the_rare_face(style: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "weasyprint"):
        page = render(f"<p style='{style}'>张{RARE_NAMES} 收{RARE_NAMES}")
    assert [page.face_of(char) for char in RARE_NAMES] == ["Sheet-Rare"] * 3
    assert "".join(char for char, _ in page.characters) == f"张{RARE_NAMES} 收{RARE_NAMES}"
    assert caplog.messages == []


@pytest.mark.pdf
def test_every_face_is_embedded_as_truetype() -> None:
    page = render(f"<h1 style='font-family: Sheet Song'>告知</h1>正文<b>粗</b>{RARE_NAMES}")
    with pikepdf.open(io.BytesIO(page.content)) as pdf:
        described = [entry for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and "/StemV" in entry]
        embedded = sorted(str(entry.FontName).split("+")[1] for entry in described if "/FontFile2" in entry)
    assert embedded == ["Sheet-Hei", "Sheet-Hei-Bold", "Sheet-Rare", "Sheet-Song-Bold"]
    assert len(described) == 4


@pytest.mark.pdf
def test_a_page_of_600_different_characters_stays_small() -> None:
    text = "".join(random.Random(1).sample(level_one(), 600))
    assert len(render(text).content) < 115_000


def level_one() -> list[str]:
    """GB 2312's 3,755 most used characters: rows 16 to 55, the last of them five short."""
    codes = [(row, cell) for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)]
    return [bytes(code).decode("gb2312") for code in codes[:-5]]


@pytest.mark.pdf
def test_the_same_page_has_the_same_bytes() -> None:
    body = f"<h1>一次性告知单</h1><b>材料</b>{RARE_NAMES}"
    assert render(body).content == render(body).content
