"""The commands as others call them: one JSON document."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import localdate

from accounts import append_only
from accounts.models import StaffUser
from matters.models import Edition, Matter
from notices import demo
from notices.models import Notice
from tests.factories import add_edition, make_clerk, make_guide, make_matter, make_published, make_site
from tests.paper import Paper

pytestmark = pytest.mark.django_db


def output(*arguments: str, **options: Any) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


def document(*arguments: str) -> Any:
    """The one JSON document a command prints."""
    return json.loads(output(*arguments))


@pytest.fixture
def asking() -> Matter:
    """A demo matter that asks a question."""
    return Matter.objects.filter(demo=True, questions__isnull=False).distinct().order_by("code")[0]


# --- render_sheet


@pytest.mark.pdf
def test_render_sheet_writes_a_pdf_and_says_what_it_is(tmp_path: Path) -> None:
    matter, site = make_published(), make_site()
    path = tmp_path / "sheet.pdf"
    row = document("render_sheet", matter.code, "--out", str(path), "--site", site.code)
    assert row == {
        "pages": 1,
        "rung": 1,
        "folded": [],
        "bytes": path.stat().st_size,
        "sha256": row["sha256"],
        "edition": 1,
        "url": f"https://zwfw.example.gov.cn/g/{matter.code}/",
    }
    assert len(row["sha256"]) == 64
    assert "".join(site.name.split()) in Paper(path.read_bytes()).text


@pytest.mark.pdf
def test_render_sheet_takes_answers(asking: Matter, tmp_path: Path) -> None:
    question = asking.questions.first()
    option = question.options.first()
    path = str(tmp_path / "sheet.pdf")
    row = document("render_sheet", asking.code, "--out", path, "--answer", f"{question.key}={option.key}")
    assert row["url"] == f"https://zwfw.example.gov.cn/g/{asking.code}/?a={question.key}.{option.key}"


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("layout", "most", "size"),
    [("large", 2, (595, 842)), ("poster", 1, (842, 1191)), ("label", 1, (420, 298)), ("card", 1, (255, 153))],
)
def test_render_sheet_prints_every_layout(
    tmp_path: Path, asking: Matter, layout: str, most: int, size: tuple[int, int]
) -> None:
    path = tmp_path / "sheet.pdf"
    row = document("render_sheet", asking.code, "--out", str(path), "--layout", layout)
    pages = Paper(path.read_bytes()).pages
    assert (row["pages"], row["pages"] <= most, {page.size for page in pages}) == (len(pages), True, {size})


@pytest.mark.pdf
def test_render_sheet_prints_a_stored_snapshot_as_it_is(tmp_path: Path) -> None:
    site = make_site()
    matter, clerk = make_published(), make_clerk(site)
    issued = document("issue_notice", matter.code, "--site", site.code, "--clerk", clerk.username)
    snapshot, path = tmp_path / "sheet.json", tmp_path / "sheet.pdf"
    snapshot.write_text(json.dumps(Notice.objects.get(serial=issued["serial"]).snapshot), "utf-8")
    row = document("render_sheet", matter.code, "--out", str(path), "--snapshot", str(snapshot))
    assert row["url"].endswith(f"/n/{issued['token']}/")
    assert issued["serial"] in Paper(path.read_bytes()).text
    large = document("render_sheet", matter.code, "--out", str(path), "--snapshot", str(snapshot), "--layout", "large")
    assert (large["edition"], issued["serial"] in Paper(path.read_bytes()).text) == (row["edition"], True)
    with pytest.raises(CommandError, match="没有“上墙海报”版式"):
        output("render_sheet", matter.code, "--out", str(path), "--snapshot", str(snapshot), "--layout", "poster")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["NOSUCH"], "没有编码为“NOSUCH”的事项"),
        (["{code}", "--site", "nowhere"], "没有代号为“nowhere”的办事地点。可选：.*dengtalu"),
        (["{code}", "--answer", "who"], "--answer “who”应写成 问题=选项"),
        (["{code}", "--answer", "who=robot"], "没有“who.robot”这个选项"),
        (["{code}", "--date", "2020-01-01"], "在这一天没有生效的版本"),
        (["{code}", "--snapshot", "/nowhere/sheet.json"], "/nowhere/sheet.json"),
    ],
)
def test_render_sheet_refuses_and_writes_nothing(arguments: list[str], words: str, tmp_path: Path) -> None:
    code, path = make_published().code, tmp_path / "sheet.pdf"
    with pytest.raises(CommandError, match=words):
        output("render_sheet", *(a.format(code=code) for a in arguments), "--out", str(path))
    assert list(tmp_path.iterdir()) == []


def test_a_draft_is_not_rendered(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="未发布"):
        output("render_sheet", make_matter().code, "--out", str(tmp_path / "sheet.pdf"))


def test_a_matter_is_found_by_its_implementation_code_if_only_one_has_it() -> None:
    one, other = (make_published(implementation_code=code) for code in ("X1", "X2"))
    assert one != other
    site = make_site()
    clerk = make_clerk(site)
    row = document("issue_notice", "X2", "--site", site.code, "--clerk", clerk.username)
    assert Notice.objects.get(serial=row["serial"]).matter == other
    make_published(implementation_code="X1")
    with pytest.raises(CommandError, match="编码“X1”对应多个事项，请用公开短码"):
        output("issue_notice", "X1", "--site", site.code, "--clerk", clerk.username)


# --- issue_notice


def test_issue_notice_writes_the_ledger_and_says_what_it_wrote() -> None:
    site = make_site(serial_name="演示站")
    clerk = make_clerk(site)
    row = document(
        "issue_notice",
        make_published().code,
        "--site",
        site.code,
        "--clerk",
        clerk.username,
        "--at",
        "2026-03-09T09:41",
    )
    notice = Notice.objects.get(serial="演示站〔2026〕000001")
    assert row == {"serial": notice.serial, "token": notice.token, "snapshot_sha256": notice.snapshot_sha256}
    assert (notice.clerk, f"{notice.issued_at:%Y-%m-%d %H:%M %Z}") == (clerk, "2026-03-09 01:41 UTC")


@pytest.mark.parametrize("clerk", ["nobody", "away"])
def test_only_staff_on_duty_issue_notices(clerk: str) -> None:
    site = make_site()
    make_clerk(site, username="away", is_active=False)
    with pytest.raises(CommandError, match=f"没有用户名为“{clerk}”的在岗人员"):
        output("issue_notice", make_published().code, "--site", site.code, "--clerk", clerk)


def test_what_cannot_be_issued_is_refused_with_the_reason() -> None:
    site = make_site()
    with pytest.raises(CommandError, match="还没有发布"):
        output("issue_notice", make_matter().code, "--site", site.code, "--clerk", make_clerk(site).username)


# --- check_ledger


def test_check_ledger_says_that_all_is_well() -> None:
    site = make_site(code="alpha")
    output("issue_notice", make_published().code, "--site", "alpha", "--clerk", make_clerk(site).username)
    report = document("check_ledger", "--json")
    assert (report["rows"], [head["site"] for head in report["heads"]], report["broken"]) == (1, ["alpha"], [])
    assert output("check_ledger") == "1 rows in 1 series, 0 broken\n"


def test_check_ledger_exits_with_1_and_names_the_broken_row() -> None:
    site = make_site(code="alpha", serial_name="甲站")
    output("issue_notice", make_published().code, "--site", "alpha", "--clerk", make_clerk(site).username)
    with append_only.lifted():
        Notice.objects.update(token="Z" * 20)
    out = io.StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command("check_ledger", "--json", stdout=out)
    (broken,) = json.loads(out.getvalue())["broken"]
    assert (stop.value.code, set(broken), broken["why"]) == (
        1,
        {"site", "kind", "year", "serial", "why"},
        "the chain is broken",
    )


# --- load_demo


def rows() -> list[int]:
    return [Matter.objects.count(), Edition.objects.count(), StaffUser.objects.count()]


def test_loading_the_demo_again_changes_nothing() -> None:
    before = rows()
    assert output("load_demo") == "演示数据已是最新，没有改动。\n"
    assert rows() == before


def test_a_database_with_other_data_is_refused() -> None:
    make_matter()
    before = rows()
    with pytest.raises(CommandError, match="这个数据库里有正式数据，不能载入演示数据"):
        output("load_demo")
    assert rows() == before


def test_a_load_that_was_cut_off_can_be_run_again(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.PUBLICATION_GATES = []
    monkeypatch.setattr("matters.demo.fingerprint", lambda: "changed files")
    _change_two_matters()

    def cut_off(done: int, total: int, name: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.load(cut_off)
    assert "本次发布1个版本" in demo.load()
    assert demo.load() == "演示数据已是最新，没有改动。"


def _change_two_matters() -> None:
    """As if two files had been edited since the last load: their newest editions say something else."""
    for matter in Matter.objects.filter(demo=True).order_by("code")[:2]:
        add_edition(matter, make_guide(code=matter.code), effective_from=localdate())


def test_the_demo_logins_are_printed() -> None:
    assert "beiguan-demo-2026" in output("load_demo", "--logins")
