"""What an import does with the catalog: finds, makes, changes, leaves alone, refuses; and what it writes down."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import history
from accounts.models import AuditEntry
from matters.editing import editing
from matters.enums import ReviewState, Standing
from matters.exchange import applying
from matters.exchange.given import Given
from matters.guide import Option, Question
from matters.keeping import copy_of
from matters.models import Bundle, Department, Matter, Review
from matters.publishing import edition_in_force
from tests import factories
from tests.matters.exchange.bringing import DEPARTMENT, bring, catalog, counts, new, said

pytestmark = pytest.mark.django_db


def test_a_new_matter_is_a_draft_with_a_code_of_its_own(tmp_path: Path) -> None:
    assert counts(bring(catalog(tmp_path, new()))) == (1, 0, 0, 0)
    matter = Matter.objects.get(name="演示新事项")
    assert (len(matter.code), matter.standing, matter.revision, matter.department.name) == (6, "draft", 0, DEPARTMENT)


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    path = catalog(tmp_path, new(requirements=[{"material": "演示材料"}], synonyms=["甲", "乙"]))
    bring(path)
    before = Matter.objects.values().get(name="演示新事项")
    assert counts(bring(path)) == (0, 0, 1, 0)
    assert Matter.objects.values().get(name="演示新事项") == before


def test_only_what_the_file_says_is_changed(tmp_path: Path) -> None:
    matter = factories.make_matter()
    before = copy_of(matter)
    bring(catalog(tmp_path, {"code": matter.code, "consult_phone": "0372-0001234"}))
    after = copy_of(matter)
    assert (after.consult_phone, after.requirements, after.name) == ("0372-0001234", before.requirements, before.name)


def test_a_list_that_is_given_replaces_the_whole_list(tmp_path: Path) -> None:
    matter = factories.make_matter()
    bring(catalog(tmp_path, {"code": matter.code, "conditions": [{"text": "甲"}, {"text": "乙"}]}))
    assert [row.text for row in matter.conditions.all()] == ["甲", "乙"]


def test_a_change_is_noted_field_by_field_with_who_and_through_what(tmp_path: Path) -> None:
    matter, editor = factories.make_matter(), factories.make_user()
    bring(catalog(tmp_path, {"code": matter.code, "visits": 3}), by=editor)
    matter.refresh_from_db()
    entry = history.entries_of(matter).get()
    assert (matter.revision, matter.edited_by, entry.actor, entry.action) == (1, editor, editor, "edit")
    assert entry.detail == {
        "changes": [{"place": "visits", "old": "1", "new": "3"}],
        "via": "导入 目录.json",
        "revision": 1,
    }


def test_a_new_matter_has_one_entry(tmp_path: Path) -> None:
    bring(catalog(tmp_path, new()))
    entry = history.entries_of(Matter.objects.get(name="演示新事项")).get()
    assert (entry.action, entry.detail) == ("create", {"changes": [], "via": "导入 目录.json", "revision": 0})


def test_the_import_itself_is_noted_with_its_counts(tmp_path: Path) -> None:
    report = bring(catalog(tmp_path, new(), new("坏事项", visits=11)), filename="市局.json")
    entry = AuditEntry.objects.get(action="import")
    assert entry.target == "市局.json"
    assert entry.detail == {
        "created": 1, "updated": 0, "unchanged": 0, "refused": 1, "published": 0, "sha256": report.sha256,
    }  # fmt: skip


def test_a_live_matter_stays_live_with_its_edition(tmp_path: Path) -> None:
    matter = factories.make_published()
    edition = edition_in_force(matter)
    bring(catalog(tmp_path, {"code": matter.code, "visits": 2}))
    matter.refresh_from_db()
    assert (matter.standing, edition_in_force(matter), matter.visits) == ("live", edition, 2)


# --- Which matter is meant


def test_an_implementation_code_finds_the_matter(tmp_path: Path) -> None:
    matter = factories.make_matter(implementation_code="IMPL1")
    bring(catalog(tmp_path, {"implementation_code": "IMPL1", "name": "改了的名称"}))
    matter.refresh_from_db()
    assert matter.name == "改了的名称"


def test_items_of_one_implementation_code_are_different_matters(tmp_path: Path) -> None:
    path = catalog(tmp_path, *(new(f"第{n}项", implementation_code="IMPL1", item_code=n) for n in "12"))
    assert counts(bring(path)) == (2, 0, 0, 0)
    assert counts(bring(path)) == (0, 0, 2, 0)


def test_name_and_department_find_the_matter(tmp_path: Path) -> None:
    bring(catalog(tmp_path, new()))
    assert counts(bring(catalog(tmp_path, new(summary="一句话")))) == (0, 1, 0, 0)


def test_the_same_name_with_another_implementation_code_is_another_matter(tmp_path: Path) -> None:
    bring(catalog(tmp_path, new(implementation_code="IMPL1")))
    assert counts(bring(catalog(tmp_path, new(implementation_code="IMPL2")))) == (1, 0, 0, 0)


def test_a_matter_without_implementation_code_is_found_by_its_name_and_gets_one(tmp_path: Path) -> None:
    bring(catalog(tmp_path, new()))
    bring(catalog(tmp_path, new(implementation_code="IMPL1")))
    assert Matter.objects.get(name="演示新事项").implementation_code == "IMPL1"


def test_several_matters_that_could_be_meant_are_named(tmp_path: Path) -> None:
    codes = sorted(factories.make_matter(implementation_code="IMPL1").code for _ in range(2))
    report = bring(catalog(tmp_path, {"implementation_code": "IMPL1", "visits": 2}))
    assert report.problems[0].message == (
        f"实施编码“IMPL1”在目录里有2个事项（公开短码{codes[0]}、{codes[1]}），请填写公开短码说明是哪一个"
    )


def test_an_unknown_public_code_becomes_that_of_the_new_matter(tmp_path: Path) -> None:
    bring(catalog(tmp_path, new(code="zyxwvt")))
    assert Matter.objects.get(name="演示新事项").code == "ZYXWVT"


def test_a_public_code_that_cannot_be_one_is_refused(tmp_path: Path) -> None:
    assert said(bring(catalog(tmp_path, new(code="O0I1LU")))) == [("error", "code_malformed", "O0I1LU")]


def test_a_public_code_of_a_bundle_is_refused(tmp_path: Path) -> None:
    department = Department.objects.get(name=DEPARTMENT)
    Bundle.objects.create(code="ZYXWVT", name="一件事", lead_department=department)
    assert said(bring(catalog(tmp_path, new(code="ZYXWVT")))) == [("error", "code_taken", "ZYXWVT")]


@pytest.mark.parametrize("dry_run", [True, False])
def test_the_second_row_of_one_matter_is_refused_across_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    monkeypatch.setattr("matters.exchange.importing.BATCH", 2)
    report = bring(catalog(tmp_path, new(), new("别的"), new("再别的"), new()), dry_run=dry_run)
    assert (counts(report), said(report)) == ((3, 0, 0, 1), [("error", "matter_twice", "")])


@pytest.mark.parametrize("field", ["name", "department"])
def test_a_new_matter_needs_name_and_department(tmp_path: Path, field: str) -> None:
    matter = {key: value for key, value in new().items() if key != field}
    assert [p.check for p in bring(catalog(tmp_path, matter)).problems] == [f"{field}_missing"]


# --- What must not be changed


def test_a_matter_in_review_is_refused(tmp_path: Path) -> None:
    matter, user = factories.make_matter(), factories.make_user()
    Review.objects.create(matter=matter, revision=0, submitted_by=user, note="改", state=ReviewState.OPEN)
    report = bring(catalog(tmp_path, {"code": matter.code, "visits": 2}))
    assert [p.message for p in report.problems] == [f"“{matter.name}”正在审核。要修改请先撤回，或者等审核人退回。"]


def test_a_retired_matter_is_refused_where_it_would_change(tmp_path: Path) -> None:
    matter = factories.make_matter(standing=Standing.RETIRED, standing_reason="取消")
    assert counts(bring(catalog(tmp_path, {"code": matter.code, "visits": 2}))) == (0, 0, 0, 1)
    assert counts(bring(catalog(tmp_path, {"code": matter.code, "visits": 1}))) == (0, 0, 1, 0)


def test_a_matter_merged_away_gives_way_to_the_one_that_is_open(tmp_path: Path) -> None:
    kept = factories.make_matter(implementation_code="IMPL1")
    factories.make_matter(implementation_code="IMPL1", merged_into=kept)
    bring(catalog(tmp_path, {"implementation_code": "IMPL1", "visits": 2}))
    kept.refresh_from_db()
    assert kept.visits == 2


def test_somebody_confined_to_a_department_changes_only_its_matters(tmp_path: Path) -> None:
    matter = factories.make_matter()
    own = Department.objects.create(name="演示自己的部门")
    mine = {"name": "我的", "department": {"name": own.name}}
    path = catalog(
        tmp_path, {"code": matter.code, "visits": 2}, {"code": matter.code, "department": {"name": own.name}}, mine
    )
    report = bring(path, scope=own)
    assert (counts(report), [p.check for p in report.problems]) == ((1, 0, 0, 2), ["out_of_scope", "matter_twice"])


def test_nobody_confined_to_a_department_takes_over_another_s_matter(tmp_path: Path) -> None:
    matter, own = factories.make_matter(), Department.objects.create(name="演示自己的部门")
    report = bring(catalog(tmp_path, {"code": matter.code, "department": {"name": own.name}}), scope=own)
    assert [p.check for p in report.problems] == ["out_of_scope"]


# --- What the matters refer to


def test_a_missing_department_is_made_and_said_once(tmp_path: Path) -> None:
    party = {"name": "演示新局", "code": "11410503000000289A"}
    report = bring(catalog(tmp_path, new("甲", department=party), new("乙", department=party)))
    assert Department.objects.get(name="演示新局").code == ""  # its check digit is wrong
    assert [p.check for p in report.problems].count("department_created") == 1


def test_a_new_department_gets_the_code_that_most_rows_have(tmp_path: Path) -> None:
    codes = ("", "11511301008778183N", "11511301008778183N", "11511301008778386B")
    bring(
        catalog(tmp_path, *(new(f"第{n}项", department={"name": "演示新局", "code": c}) for n, c in enumerate(codes)))
    )
    assert Department.objects.get(name="演示新局").code == "11511301008778183N"


def test_a_department_s_code_in_the_catalog_stays(tmp_path: Path) -> None:
    Department.objects.create(name="演示旧局", code="11511301008778183N")
    party = {"name": "演示旧局", "code": "11511301008778386B"}
    report = bring(catalog(tmp_path, new("甲", department=party), new("乙", department=party)))
    assert Department.objects.get(name="演示旧局").code == "11511301008778183N"
    assert said(report) == [("warning", "department_code_differs", "11511301008778386B")]


def test_an_unknown_site_is_an_error_that_names_it(tmp_path: Path) -> None:
    report = bring(catalog(tmp_path, new(desks=[{"site": "nowhere"}])))
    assert said(report) == [("error", "site_unknown", "nowhere")]


def test_an_unknown_topic_is_left_out_with_a_warning(tmp_path: Path) -> None:
    report = bring(catalog(tmp_path, new(topics=["没有的主题"])))
    assert (counts(report), said(report)) == ((1, 0, 0, 0), [("warning", "topic_unknown", "没有的主题")])


# --- What cannot be kept


@pytest.mark.parametrize(
    ("values", "check", "column"),
    [
        ({"name": "长" * 201}, "too_long", "$.name"),
        ({"visits": 11}, "out_of_range", "$.visits"),
        ({"visits": -1}, "out_of_range", "$.visits"),
        ({"limits": [{"kind": "promised", "amount": 2**40, "unit": "day"}]}, "out_of_range", "$.limits[0].amount"),
        ({"synonyms": ["两个 词"]}, "malformed", "$.synonyms[0]"),
        ({"summary": "😀"}, "unprintable", "$.summary"),
        ({"conditions": [{"text": "甲", "when": ["who.me"]}]}, "unknown_option", "$.conditions[0].when"),
        ({"requirements": [{"material": "甲", "defer": "三天"}]}, "malformed", "$.requirements[0].defer"),
        ({"requirements": [{"material": ""}]}, "missing", "$.requirements[0].material"),
        ({"requirements": [{"key": "m1", "material": m} for m in "甲乙"]}, "doubled", "$.requirements[1]"),
        ({"questions": [{"key": "Who", "text": "谁", "options": []}]}, "malformed", "$.questions[0].key"),
        ({"channels": [{"kind": "web", "url": "javascript:alert(1)"}]}, "malformed", "$.channels[0].url"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_the_tables_cannot_hold_is_refused_at_its_place(
    tmp_path: Path, values: dict, check: str, column: str
) -> None:
    report = bring(catalog(tmp_path, new() | values))
    assert [(p.check, p.column, p.row) for p in report.problems] == [(check, column, 1)]
    assert not Matter.objects.filter(name="演示新事项").exists()


def test_a_question_may_only_be_opened_by_one_before_it(tmp_path: Path) -> None:
    later = {"key": "b", "text": "乙？", "options": [{"key": "x", "text": "是"}]}
    first = {"key": "a", "text": "甲？", "options": [], "when": ["b.x"]}
    assert said(bring(catalog(tmp_path, new(questions=[first, later])))) == [("error", "unknown_option", "b.x")]


def test_a_draft_may_lack_what_only_a_form_asks_for(tmp_path: Path) -> None:
    report = bring(catalog(tmp_path, new(steps=[{"name": "受理", "who": ""}])))
    assert (counts(report), said(report)) == ((1, 0, 0, 0), [("warning", "missing", "")])


def test_what_only_the_database_refuses_takes_no_other_matter_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "faults", lambda copy: [])
    report = bring(catalog(tmp_path, new("好的"), new("坏的", visits=11), new("也好的")))
    assert (counts(report), [p.check for p in report.problems]) == ((2, 0, 0, 1), ["database"])
    assert sorted(Matter.objects.filter(name__in=["好的", "坏的", "也好的"]).values_list("name", flat=True)) == [
        "也好的",
        "好的",
    ]


# --- Nothing half, nothing in a dry run


def test_a_dry_run_finds_the_same_and_writes_nothing(tmp_path: Path) -> None:
    matter = factories.make_matter()
    path = catalog(
        tmp_path, new(department={"name": "演示新局"}), {"code": matter.code, "visits": 2}, new("坏", visits=11)
    )
    before = (Matter.objects.count(), Department.objects.count(), AuditEntry.objects.count(), copy_of(matter))
    dry = bring(path, dry_run=True)
    assert (Matter.objects.count(), Department.objects.count(), AuditEntry.objects.count(), copy_of(matter)) == before
    wet = bring(path)
    assert (counts(dry), said(dry)) == (counts(wet), said(wet))


def test_an_editor_in_between_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    matter, editor = factories.make_matter(), factories.make_user()

    def after_somebody_saved(batch: list[Given], *args: object, **options: object) -> object:
        with editing(matter, by=editor, via="页面编辑") as locked:
            locked.summary = "刚改的"
            locked.save()
        return applying.apply(batch, *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("matters.exchange.importing.apply", after_somebody_saved)
    bring(catalog(tmp_path, {"code": matter.code, "visits": 2}))
    matter.refresh_from_db()
    assert (matter.summary, matter.visits, matter.revision) == ("刚改的", 2, 2)


def test_a_batch_takes_as_many_queries_however_many_matters_it_has(tmp_path: Path) -> None:
    def queries(path: Path) -> int:
        with CaptureQueriesContext(connection) as captured:
            bring(path)
        return len(captured)

    one, many = (
        catalog(
            tmp_path,
            *(new(f"{number}甲{n}", steps=[{"name": "受理", "who": "窗口"}]) for n in range(number)),
            name=f"{number}.json",
        )
        for number in (2, 20)
    )
    assert queries(one) == queries(many)


def test_what_is_wrong_with_a_row_of_a_list_is_said_at_that_row(tmp_path: Path) -> None:
    site = factories.make_site(code="zhongxin", name="演示政务服务中心")
    path = tmp_path / "目录.csv"
    path.write_text(
        f"#事项\n事项名称,实施主体\n演示新事项,{DEPARTMENT}\n#办理地点\n事项名称,层级,方式,地点\n"
        f"演示新事项,区,直接办理,{site.code}\n演示新事项,区,直接办理,{site.name}\n",
        "utf-8",
    )
    (problem,) = (p for p in bring(path).problems if p.check == "site_unknown")
    assert (problem.sheet, problem.row, problem.column, problem.value) == ("办理地点", 7, "地点", site.name)
    assert "代号是“zhongxin”" in problem.message


def test_a_text_that_cannot_be_printed_is_said_at_its_row(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_text(
        f"#事项\n事项名称,实施主体\n演示新事项,{DEPARTMENT}\n#材料\n事项名称,材料名称\n演示新事项,申请表\n演示新事项,照片😀\n",
        "utf-8",
    )
    (problem,) = (p for p in bring(path).problems if p.check == "unprintable")
    assert (problem.sheet, problem.row) == ("材料", 7)


def test_a_matter_that_only_a_list_names_is_said_to_be_missing(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_text("#材料\n事项名称,材料名称\n没有的事项,申请表\n", "utf-8")
    (problem,) = bring(path).problems
    assert (problem.check, problem.column) == ("department_missing", "实施主体")
    assert "目录里没有“没有的事项”" in problem.message


def test_what_somebody_changed_after_the_preview_is_not_overwritten(tmp_path: Path) -> None:
    matter = factories.make_matter()
    path = catalog(tmp_path, {"code": matter.code, "summary": "文件里的说明", "consult_phone": matter.consult_phone})
    seen_at = timezone.now()
    with editing(matter, by=factories.make_user(), via="演示") as locked:
        Matter.objects.filter(pk=locked.pk).update(consult_phone="0372-7777777")
    report = bring(path, seen_at=seen_at)
    assert said(report) == [("error", "changed_since", "")]
    assert Matter.objects.get(pk=matter.pk).consult_phone == "0372-7777777"
    assert counts(bring(path, seen_at=timezone.now())) == (0, 1, 0, 0)


def test_conditions_that_a_file_does_not_bring_are_missed_aloud(tmp_path: Path) -> None:
    who = Question(
        key="who", text="谁来办理？", options=(Option(key="self", text="本人"), Option(key="agent", text="他人"))
    )
    letter = factories.make_requirement(2, "授权委托书", when=("who.agent",))
    matter = factories.make_matter(factories.make_guide(questions=(who,), requirements=(letter,)))
    path = tmp_path / "目录.csv"
    path.write_text(f"#材料\n公开短码,材料名称\n{matter.code},授权委托书\n", "utf-8")
    report = bring(path)
    (problem,) = (p for p in report.problems if p.check == "conditions_gone")
    assert (problem.severity, problem.row, problem.column) == ("warning", 3, "适用情形")
    assert counts(report) == (0, 1, 0, 0)
