"""Taste, where it can be measured: what is written down is used, and what is used is written down."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest
from django.apps import apps
from django.conf import settings
from django.template.loader import get_template

PROJECT = Path(settings.BASE_DIR)
APPS = ("accounts", "matters", "notices", "oversight", "govservice")
CODE = sorted(p for app in APPS for p in (PROJECT / app).rglob("*.py") if "migrations" not in p.parts)
TEMPLATES = sorted((PROJECT / "templates").rglob("*.html"))
TESTS = sorted((PROJECT / "tests").rglob("test_*.py"))
BY_CONVENTION = ("400.html", "403.html", "404.html", "500.html", "403_csrf.html", "admin/")
"""Templates that Django or a package asks for by itself."""


def relative(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(PROJECT)) for path in paths]


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse(path.read_text("utf-8"))
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or 0) - function.lineno + 1


# --- Templates


def test_every_template_is_used() -> None:
    said = "\n".join(path.read_text("utf-8") for path in [*CODE, *TEMPLATES])
    names = [str(path.relative_to(PROJECT / "templates")) for path in TEMPLATES]
    assert [name for name in names if f'"{name}"' not in said and not name.startswith(BY_CONVENTION)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(PROJECT / "templates")))
def test_every_template_can_be_parsed(path: Path) -> None:
    get_template(str(path.relative_to(PROJECT / "templates")))


def test_no_template_has_inline_script_or_handlers() -> None:
    inline = re.compile(r"<script(?![^>]*(\bsrc=|application/ld\+json))|\son[a-z]+=|javascript:|\bhx-on")
    assert relative([path for path in TEMPLATES if inline.search(path.read_text("utf-8"))]) == []


def test_only_the_printed_sheet_has_inline_style() -> None:
    # The sheet is set by WeasyPrint and never sent to a browser under the Content-Security-Policy.
    styled = [path for path in TEMPLATES if re.search(r"<style|\sstyle=", path.read_text("utf-8"))]
    printed = ("templates/notices/sheet", "templates/notices/layouts/", "templates/notices/letter")
    assert [name for name in relative(styled) if not name.startswith(printed)] == []


def test_nothing_is_loaded_from_an_outside_host() -> None:
    outside = re.compile(r"(src|href)=[\"'](https?:)?//|url\([\"']?(https?:)?//|@import")
    files = [*TEMPLATES, *(PROJECT / "static").rglob("*.css"), *(PROJECT / "static").rglob("*.js")]
    assert relative([path for path in files if outside.search(path.read_text("utf-8"))]) == []


def test_no_text_of_the_sheet_can_be_clipped() -> None:
    clipping = re.compile(r"\b(overflow|text-overflow|clip|max-height)\s*:")
    files = [
        *(PROJECT / f"static/css/{name}.css" for name in ("sheet", "letter")),
        *(PROJECT / "static/css/layouts").glob("*.css"),
    ]
    assert relative([path for path in files if clipping.search(path.read_text("utf-8"))]) == []


# --- Code


def test_nothing_is_left_to_be_done() -> None:
    files = [*CODE, *TEMPLATES, *TESTS]
    left = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    assert (
        relative([path for path in files if left.search(path.read_text("utf-8")) and "completeness" not in path.name])
        == []
    )


def test_identifiers_are_english() -> None:
    named = [
        f"{path.relative_to(PROJECT)}: {name}"
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if not (
            name := getattr(node, "name", None) or getattr(node, "id", None) or getattr(node, "arg", None) or ""
        ).isascii()
    ]
    assert named == []


def test_modules_are_named_for_what_they_hold() -> None:
    vague = {"services.py", "utils.py", "helpers.py", "managers.py", "signals.py", "common.py", "misc.py"}
    assert relative([path for path in CODE if path.name in vague]) == []


def test_no_model_overrides_save_or_delete() -> None:
    own = [m for m in apps.get_models() if m.__module__.split(".")[0] in APPS]
    assert [m.__name__ for m in own if {"save", "delete"} & set(vars(m))] == []


def test_every_constraint_is_named_for_its_rule() -> None:
    own = [m for m in apps.get_models() if m.__module__.split(".")[0] in APPS]
    names = [constraint.name for m in own for constraint in m._meta.constraints]
    assert [name for name in names if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [p for p in CODE if (text := p.read_text("utf-8")).strip() and not ast.get_docstring(ast.parse(text))]
    assert [name for name in relative(silent) if not name.endswith(("__init__.py", "wsgi.py"))] == []


def test_functions_are_short() -> None:
    lengths = [length(f) for path in CODE for f in functions(path)]
    assert median(lengths) <= 8
    assert quantiles(lengths, n=20)[-1] <= 32


def test_files_are_short() -> None:
    lengths = [len(path.read_text("utf-8").splitlines()) for path in CODE]
    assert median(lengths) <= 80
    assert quantiles(lengths, n=20)[-1] <= 300


def test_test_functions_are_short() -> None:
    lengths = [length(f) for path in TESTS for f in functions(path) if f.name.startswith("test_")]
    assert median(lengths) <= 12


# --- Settings and commands


def environment_names() -> set[str]:
    """Every variable read from the environment, in settings or beside them."""
    read = re.compile(r"env(?:iron)?(?:\.\w+)?[(\[]\s*\"([A-Z_]+)\"")
    return {name for path in CODE for name in read.findall(path.read_text("utf-8"))} - {"DJANGO_SETTINGS_MODULE"}


def test_every_setting_of_the_environment_is_in_the_example() -> None:
    listed = re.findall(r"^#?([A-Z_]+)=", (PROJECT / ".env.example").read_text("utf-8"), re.MULTILINE)
    assert sorted(environment_names() - {"FONTCONFIG_FILE"}) == sorted(listed)


def commands() -> list[str]:
    found = (path for app in APPS for path in (PROJECT / app).glob("management/commands/*.py"))
    return sorted(path.stem for path in found if path.stem != "__init__")


@pytest.mark.parametrize("command", commands())
def test_every_command_is_documented(command: str) -> None:
    files = [PROJECT / "README.md", *(PROJECT / "docs").rglob("*.md")]
    assert [path.name for path in files if path.exists() and command in path.read_text("utf-8")] != []
