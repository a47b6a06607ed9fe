"""What the documents name exists, and what exists is documented."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands

from benchmarks.__main__ import NAMES as BENCHMARKS
from matters import guide
from notices.sheet import Sheet

ROOT = settings.BASE_DIR
OURS = ("accounts", "matters", "notices", "oversight")
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "deploy/README.md", ROOT / "fixtures/demo/README.md"]
)
DECISIONS = sorted(ROOT.glob("docs/decisions/0*.md"))
GUIDE_PARTS = [
    guide.Guide, guide.Party, guide.Limit, guide.Pause, guide.Condition, guide.Question, guide.Option, guide.Answer,
    guide.Requirement, guide.Step, guide.Charge, guide.LegalBasis, guide.Result, guide.Channel, guide.Mode,
    guide.Handling, guide.Remedy, guide.Faq,
]  # fmt: skip


def relative(path):
    return str(path.relative_to(ROOT))


every_document = pytest.mark.parametrize("document", DOCUMENTS, ids=relative)


def prose():
    return "\n".join(path.read_text("utf-8") for path in DOCUMENTS)


def named(pattern, document):
    return set(re.findall(pattern, document.read_text("utf-8")))


def slug(heading):
    """The anchor a heading gets: lower case, blanks as hyphens, other marks gone."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(document):
    return {slug(heading) for heading in re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)}


def leads_somewhere(document, target):
    path, _, anchor = target.partition("#")
    file = (document.parent / path).resolve() if path else document
    return file.exists() and (not anchor or anchor in anchors(file))


@every_document
def test_every_management_command_a_document_names_exists(document):
    assert named(r"manage\.py ([a-z][a-z_]+)", document) - set(get_commands()) == set()


@every_document
def test_every_script_a_document_names_exists(document):
    scripts = named(r"(?<![\w./])((?:script|deploy)/[a-z]+)(?![\w/]|\.\w)", document)
    assert {name for name in scripts if not (ROOT / name).exists()} == set()


@every_document
def test_every_file_a_document_names_exists(document):
    paths = named(
        r"`((?:accounts|matters|notices|oversight|govservice|templates|static|docs|deploy)/[a-z0-9_./-]+)`", document
    )
    made_on_the_spot = {"deploy/.env"}
    assert {path for path in paths - made_on_the_spot if not (ROOT / path).exists()} == set()


@every_document
def test_every_link_between_documents_leads_somewhere(document):
    targets = named(r"\]\(([^)\s]+)\)", document)
    local = {target for target in targets if "://" not in target}
    assert {target for target in local if not leads_somewhere(document, target)} == set()


def test_every_management_command_of_ours_is_in_the_operations_manual():
    ours = {name for name, app in get_commands().items() if app in OURS}
    table = (ROOT / "docs/operations.md").read_text("utf-8").partition("## Commands")[2]
    assert ours - set(re.findall(r"`manage\.py (\w+)", table)) == set()


def test_every_environment_variable_is_in_the_operations_manual():
    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    table = (
        (ROOT / "docs/operations.md").read_text("utf-8").partition("## Environment variables")[2].partition("\n## ")[0]
    )
    assert listed - set(re.findall(r"`([A-Z_]+)`", table)) == set()


def test_every_variable_the_settings_read_is_in_the_example():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "govservice/settings.py").read_text("utf-8")))
    listed = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert read - listed == set()


def test_the_readme_begins_with_how_to_start_and_how_to_test():
    first_block = (ROOT / "README.md").read_text("utf-8").split("```")[1]
    assert re.findall(r"^(script/\w+)", first_block, re.MULTILINE) == ["script/server", "script/test"]


def test_the_readme_maps_every_folder_of_the_project():
    mapped = set(re.findall(r"`([a-z]+)/`", (ROOT / "README.md").read_text("utf-8").partition("## Map")[2]))
    there = {path.name for path in ROOT.iterdir() if path.is_dir() and re.fullmatch("[a-z]+", path.name)}
    assert there - {"docs", "node_modules"} - mapped == set()


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_demo_logins_of_the_readme_are_those_of_the_demo_district(name):
    rows = re.findall(r"^\| `([a-z]+)` \| (\S+) \|", (ROOT / name).read_text("utf-8"), re.MULTILINE)
    staff = re.findall(r"username: (\w+),.*role: (\w+)", (ROOT / "fixtures/demo/staff.yaml").read_text("utf-8"))
    assert sorted(rows) == sorted(staff)


def test_every_script_is_in_a_document():
    scripts = {relative(path) for path in (ROOT / "script").iterdir()}
    assert {name for name in scripts if name not in prose()} == set()


def test_every_benchmark_is_in_the_readme():
    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in BENCHMARKS if f"script/bench {name}" not in text] == []


@pytest.mark.parametrize("part", [*GUIDE_PARTS, Sheet], ids=lambda part: part.__name__)
def test_every_field_of_a_guide_and_a_sheet_is_in_the_glossary(part):
    glossary = set(re.findall(r"`(\w+)`", (ROOT / "docs/glossary.md").read_text("utf-8")))
    assert {f.name for f in fields(part)} - glossary == set()


def test_every_table_of_the_catalog_and_the_ledger_is_in_the_glossary():
    glossary = (ROOT / "docs/glossary.md").read_text("utf-8")
    models = {model.__name__ for app in OURS for model in apps.get_app_config(app).get_models()}
    assert {name for name in models if f"`{name}`" not in glossary} == set()


@pytest.mark.parametrize("decision", DECISIONS, ids=relative)
def test_every_decision_has_its_four_parts(decision):
    headings = re.findall(r"^## (.+)$", decision.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Context", "Options", "Decision", "Consequences"]


def test_decisions_are_numbered_without_a_gap_and_listed():
    listed = re.findall(r"\]\((\d{4})-[\w-]+\.md\)", (ROOT / "docs/decisions/README.md").read_text("utf-8"))
    numbers = [f"{number:04d}" for number in range(1, len(DECISIONS) + 1)]
    assert ([Path(d).name[:4] for d in DECISIONS], listed) == (numbers, numbers)


def test_the_changelog_has_the_version_of_the_project():
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)[1]
    newest = re.search(r"^## (\S+) \(\d{4}-\d\d-\d\d\)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[1]
    assert newest == version
