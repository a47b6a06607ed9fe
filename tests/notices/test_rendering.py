"""Printing: from the ledger's snapshot or the cache, and what is recorded of it."""

from dataclasses import replace

import pytest
from django.core.cache import caches

from matters.guide import Answer
from matters.models import Edition, Matter, Site
from notices import fonts, pdf, rendering
from notices.composing import Ingredients, NotHandledHere, gather, guide_url
from notices.enums import Layout
from notices.issuing import issue
from notices.ladder import LADDER, SETTINGS, TWO_SIDED
from notices.models import Notice, Rendering
from notices.rendering import Printed, blank_key, print_blank, print_notice, render_whole
from tests.factories import (
    add_edition,
    local,
    make_clerk,
    make_guide,
    make_published,
    make_requirement,
    make_sheet,
    make_site,
)
from tests.paper import Paper
from tests.sheets import issued

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]


@pytest.fixture
def notice() -> Notice:
    site = make_site(serial_name="演示站")
    return issue(matter=make_published(), site=site, clerk=make_clerk(site), at=local(2026, 3, 9))


@pytest.fixture
def blank() -> tuple[Edition, Ingredients]:
    edition, site = make_published().editions.get(), make_site()
    return edition, gather(edition, {}, site)


# --- Issued sheets


def test_a_notice_prints_on_one_page_with_its_number(notice: Notice) -> None:
    printed = print_notice(notice)
    assert printed.pages == 1
    assert "演示站〔2026〕000001" in Paper(printed.data).text


def test_what_was_printed_is_recorded_once(notice: Notice) -> None:
    printed = print_notice(notice)
    print_notice(notice)
    record = Rendering.objects.get(notice=notice)
    assert (record.pdf_sha256, record.size, record.pages) == (printed.sha256, len(printed.data), 1)
    assert (record.renderer, record.fonts) == (pdf.renderer(), fonts.version())


def test_a_reprint_is_the_same_sheet_whatever_happened_since(notice: Notice) -> None:
    before = print_notice(notice)
    add_edition(notice.matter, replace(make_guide(name="完全不同"), requirements=()), local(2026, 3, 9).date())
    Site.objects.filter(pk=notice.site.pk).update(address="搬走了", name="改名了")
    Matter.objects.filter(pk=notice.matter.pk).update(name="改名了")
    assert print_notice(Notice.objects.get(pk=notice.pk)) == before


def test_a_record_lost_to_another_process_does_not_stop_the_print(
    notice: Notice, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = print_notice(notice)
    monkeypatch.setattr(rendering.Rendering.objects, "filter", lambda **values: Rendering.objects.none())
    assert print_notice(notice).sha256 == first.sha256
    assert Rendering.objects.count() == 1


def test_a_notice_can_be_printed_in_large_type_which_is_recorded_as_such(notice: Notice) -> None:
    first, again = (print_notice(notice, layout=Layout.LARGE) for _ in range(2))
    assert (first, first.pages <= 2) == (again, True)
    assert "演示站〔2026〕000001" in Paper(first.data).text
    assert list(notice.renderings.values_list("layout", "pdf_sha256")) == [("large", first.sha256)]


@pytest.mark.parametrize("layout", [Layout.POSTER, Layout.LABEL, Layout.CARD])
def test_a_notice_is_not_printed_on_what_hangs_on_a_wall(notice: Notice, layout: Layout) -> None:
    with pytest.raises(ValueError, match=layout):
        print_notice(notice, layout=layout)


# --- Blank sheets


def test_each_layout_of_a_blank_sheet_is_a_paper_of_its_own(blank: tuple[Edition, Ingredients]) -> None:
    sizes = [Paper(print_blank(*blank, layout=layout).data).pages[0].size for layout in Layout]
    assert sizes == [(595, 842), (595, 842), (842, 1191), (420, 298), (255, 153)]


def test_a_blank_sheet_is_rendered_once_and_then_served_from_the_cache(
    blank: tuple[Edition, Ingredients], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = print_blank(*blank)
    monkeypatch.setattr(rendering, "render_whole", None)
    assert print_blank(*blank) == first


def test_the_cache_outlives_the_process(blank: tuple[Edition, Ingredients], monkeypatch: pytest.MonkeyPatch) -> None:
    first = print_blank(*blank)
    caches["sheets"].close()
    del caches["sheets"]  # what a new process has: the same folder, nothing in memory
    monkeypatch.setattr(rendering, "render_whole", None)
    assert print_blank(*blank) == first


def test_the_cache_is_bounded(settings) -> None:  # type: ignore[no-untyped-def]
    assert settings.CACHES["sheets"]["OPTIONS"]["MAX_ENTRIES"] == 5000


def test_a_lost_cache_entry_is_simply_made_again(blank: tuple[Edition, Ingredients]) -> None:
    first = print_blank(*blank)
    caches["sheets"].clear()
    assert print_blank(*blank) == first


def test_a_cached_sheet_is_known_by_content_setting_and_renderer(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = make_sheet()
    keys = [blank_key(s, setting) for s, setting in ((sheet, LADDER[0]), (sheet, LADDER[1]), (issued(), LADDER[0]))]
    monkeypatch.setattr(pdf, "renderer", lambda: "weasyprint 999")
    keys.append(blank_key(sheet, LADDER[0]))
    assert len(set(keys)) == 4
    assert keys[-1] == blank_key(make_sheet(), LADDER[0])


def test_the_code_of_a_blank_sheet_is_the_guide_with_the_answers(blank: tuple[Edition, Ingredients]) -> None:
    guide = blank[1].guide
    chosen = (("who", "a"), ("why", "b"))
    answers = tuple(Answer(question=q, option=o, question_text="", option_text="") for q, o in chosen)
    told = replace(guide, answers=answers)
    assert guide_url(told) == f"https://zwfw.example.gov.cn/g/{guide.code}/?a=who.a&a=why.b"


def test_a_site_that_does_not_handle_it_has_no_sheet(blank: tuple[Edition, Ingredients]) -> None:
    with pytest.raises(NotHandledHere, match="“nowhere”不办理"):
        gather(blank[0], {}, "nowhere")


# --- Nothing is ever cut


@pytest.fixture(scope="module")
def outgrown() -> Printed:
    """A sheet of too many papers, in a setting in which it once fitted."""
    papers = tuple(make_requirement(n, f"第{n}份证明材料" + "证" * 60) for n in range(16))
    return render_whole(issued(make_guide(requirements=papers)), SETTINGS["normal"])


def test_a_sheet_that_outgrew_its_page_goes_on_two_sides_with_all_its_text(outgrown: Printed) -> None:
    assert (outgrown.pages, outgrown.setting) == (2, TWO_SIDED[0])
    text = Paper(outgrown.data).text
    assert [n for n in range(16) if f"第{n}份证明材料" + "证" * 60 not in text] == []


def test_on_two_sides_the_stub_lies_on_the_first(outgrown: Printed) -> None:
    sides = ["".join(char["text"] for char in page.chars) for page in Paper(outgrown.data).pages]
    assert ["存根" in side for side in sides] == [True, False]
