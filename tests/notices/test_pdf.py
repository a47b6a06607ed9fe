"""The one door to the typesetter: tagged, reproducible, and shut to everything outside."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from matters.guide import Condition
from notices import pdf
from notices.html import render_html
from notices.ladder import LADDER, SETTINGS
from tests.factories import make_guide, make_requirement, make_sheet
from tests.paper import Paper
from tests.sheets import issued

pytestmark = pytest.mark.pdf

PROJECT = Path(__file__).resolve().parents[2]
ELSEWHERE = """
import sys, django
django.setup()
from notices import pdf
print(pdf.render_pdf(open(sys.argv[1], encoding="utf-8").read()).sha256)
"""


def page(body: str) -> str:
    return f"<html lang=zh-CN><title>样张</title><body style='font-family: Sheet Hei'>{body}"


def test_a_document_knows_its_pages_and_its_hash() -> None:
    document = pdf.render_pdf(page("<p>一</p><p style='break-before: page'>二</p>"))
    assert (document.pages, document.sha256) == (2, hashlib.sha256(document.data).hexdigest())


def test_a_document_is_tagged_titled_and_in_chinese() -> None:
    root = Paper(pdf.render_pdf(page("正文")).data).root
    assert root == {
        "language": "zh-CN",
        "title": "样张",
        "marked": True,
        "structure": True,
        "faces": [("Sheet-Hei", True)],
    }


def test_counting_pages_is_as_rendering_them() -> None:
    html = page("<p>行</p>" * 120)
    assert pdf.count_pages(html) == pdf.render_pdf(html).pages > 1


@pytest.mark.parametrize("sheet", [make_sheet(), issued()], ids=["blank", "issued"])
def test_the_same_sheet_has_the_same_bytes_in_another_process(sheet: object, tmp_path: Path) -> None:
    html = render_html(sheet, LADDER[0])  # type: ignore[arg-type]
    path = tmp_path / "sheet.html"
    path.write_text(html, "utf-8")
    command = [sys.executable, "-c", ELSEWHERE, str(path)]
    environment = {"DJANGO_SETTINGS_MODULE": "govservice.settings", "PYTHONPATH": str(PROJECT), "PYTHONHASHSEED": "7"}
    there = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()
    assert pdf.render_pdf(html).sha256 == pdf.render_pdf(html).sha256 == there


def test_another_sheet_has_other_bytes() -> None:
    shas = {
        pdf.render_pdf(render_html(make_sheet(guide), LADDER[0])).sha256
        for guide in (make_guide(), make_guide(visits=2))
    }
    assert len(shas) == 2


@pytest.mark.parametrize(
    "address",
    [
        "http://example.com/logo.png",
        "file:///etc/passwd",
        "/static/../govservice/settings.py",
        "/static/css/../../.env",
        "/static/css/missing.css",
        "data:text/html,x",
        "//example.com/x.svg",
    ],
)
@pytest.mark.parametrize(
    "tag", ["<img alt='' src='{}'>", "<link rel=stylesheet href='{}'>", "<p style='background: url({})'>x"]
)
def test_nothing_outside_the_own_static_files_is_ever_fetched(address: str, tag: str) -> None:
    with pytest.raises(pdf.RenderFailed, match="refused to fetch"):
        pdf.render_pdf(page(tag.format(address)))


def test_the_own_style_sheet_is_read() -> None:
    html = render_html(make_sheet(), LADDER[0])
    assert pdf.count_pages(html) == 1
    assert "/static/css/sheet.css" in html


def test_what_is_too_long_is_measured_in_lines_and_blocks() -> None:
    guide = make_guide(requirements=tuple(make_requirement(n, "证" * 110) for n in range(60)))
    measured = pdf.measure(render_html(issued(guide), LADDER[-1]))
    assert measured.lines_over > 50
    assert measured.blocks["申请材料"] > measured.blocks["基本信息与条件"] > 0


def test_ten_more_lines_are_ten_lines_more() -> None:
    over = []
    for papers in (60, 70):
        guide = make_guide(requirements=tuple(make_requirement(n, "证明材料") for n in range(papers)))
        over.append(pdf.measure(render_html(issued(guide), LADDER[-1])).lines_over)
    assert 9 <= over[1] - over[0] <= 14


@pytest.mark.parametrize("text", ["A" * 300, "请到 https://fuwu.example.gov.cn/" + "abc" * 40 + " 下载"])
def test_a_long_word_without_a_break_stays_on_the_paper(text: str) -> None:
    guide = make_guide(
        requirements=(make_requirement(1, name=text, how_to_get=text),), conditions=(Condition(text=text),)
    )
    paper = Paper(pdf.render_pdf(render_html(make_sheet(guide), SETTINGS["compact"])).data)
    assert max(char["x1"] for char in paper.chars) < 595 - 30


def test_warming_up_makes_a_whole_page() -> None:
    assert pdf.render_pdf(pdf._LINE).pages == 1


def test_warming_up_never_stops_a_process_from_starting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "lay_out", lambda html: 1 / 0)
    assert pdf.warm() is None
