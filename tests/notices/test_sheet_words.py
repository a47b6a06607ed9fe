"""The office's own words on the paper: labels are settings, presence is not."""

from dataclasses import replace
from datetime import datetime

import pytest

from matters.changes import compare
from matters.enums import MatterType
from matters.workdays import WorkCalendar
from notices.enums import Manner
from notices.html import render_html
from notices.ladder import LADDER
from notices.sheet import Issuance, Sheet, sheet_facts
from notices.sheet_parts import Wording
from notices.sheet_words import DEFAULTS, HEADINGS, LABELS, default_text, own_words
from tests.factories import PROFILE, make_guide, make_sheet

ISSUANCE = Issuance(
    serial="演示〔2026〕000001",
    clerk="演示1号",
    window="1号窗口",
    manner=Manner.WINDOW,
    told_at=datetime(2026, 3, 9, 10, 0),  # noqa: DTZ001  (local time, as on paper)
    calendar=WorkCalendar(official_years=frozenset({2026})),
)


def worded(*words: Wording, **values: object) -> Sheet:
    return make_sheet(profile=replace(PROFILE, words=words), issuance=ISSUANCE, **values)


def labels(sheet: Sheet) -> dict[str, str]:
    blocks = {name: getattr(sheet, name) for name in ("strip", "meta", "place", "details", "foot", "stub")}
    found = {f"{block}.{line.key}": line.label for block, lines in blocks.items() for line in lines}
    return found | {"conditions.conditions": sheet.conditions.label}


def test_every_label_of_a_sheet_can_be_worded_and_is_by_default_the_products_own() -> None:
    found = labels(make_sheet(issuance=ISSUANCE))
    assert {key: LABELS[key].text for key in found} == found


def test_a_label_is_put_in_the_offices_words_and_nothing_else_changes() -> None:
    own = worded(Wording(key="place.where", text="办事窗口"))
    changed = {key for key, label in labels(own).items() if labels(make_sheet(issuance=ISSUANCE))[key] != label}
    assert (changed, labels(own)["place.where"]) == ({"place.where"}, "办事窗口")


def test_another_word_is_no_change_of_what_was_told() -> None:
    own = worded(Wording(key="meta.department", text="主管部门"), Wording(key="steps", text="怎么办"))
    assert compare(sheet_facts(make_sheet(issuance=ISSUANCE)), sheet_facts(own)) == []


def test_a_heading_is_printed_in_the_offices_words() -> None:
    html = render_html(worded(Wording(key="column_name", text="要带的材料")), LADDER[0])
    assert ("要带的材料</th>" in html, "材料名称与要求" in html) == (True, False)


def test_the_footer_may_differ_by_type() -> None:
    words = (Wording(key="footer", text="各类"), Wording(key="footer", text="许可类", matter_type=MatterType.PERMIT))
    types = (MatterType.PERMIT, MatterType.PAYMENT)
    assert [worded(*words, guide=make_guide(matter_type=t)).footer for t in types] == ["许可类", "各类"]


def test_a_licences_sheet_names_the_rule_that_all_is_told_once() -> None:
    lines = {t: {x.key: x.text for x in make_sheet(make_guide(matter_type=t)).details} for t in MatterType}
    assert {t for t in MatterType if "told_once" in lines[t]} == {MatterType.PERMIT}
    assert lines[MatterType.PERMIT]["told_once"].endswith("（行政许可法第三十二条）")


@pytest.mark.parametrize("key", sorted(DEFAULTS))
def test_an_empty_text_falls_back_to_the_products(key: str) -> None:
    assert own_words([Wording(key=key, text="")], MatterType.PERMIT) == {}


def test_no_default_is_longer_than_its_room() -> None:
    longest = {key: max(len(default_text(key, t)) for t in MatterType) for key in DEFAULTS}
    assert {key: n for key, n in longest.items() if n > DEFAULTS[key].longest} == {}


def test_a_place_has_one_name() -> None:
    assert set(LABELS) & set(HEADINGS) == set()


def test_marks_of_the_office_are_on_the_sheet() -> None:
    profile = replace(PROFILE, accent="#1a4f8b", has_seal_place=True)
    html = render_html(make_sheet(profile=profile), LADDER[0])
    assert ("--accent: #1a4f8b" in html, "（盖章处）" in html) == (True, True)
