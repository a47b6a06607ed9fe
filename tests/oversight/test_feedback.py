"""The verb: what is stored of what somebody tells the office, and what is not."""

import pytest
from django.db import DatabaseError, transaction

from matters.publishing import today
from notices.models import Notice
from oversight.about import About, about
from oversight.models import Feedback, Stars
from oversight.models.feedback import FeedbackKind
from oversight.models.rating import FeedbackWay
from oversight.telling_us import CannotTell, tell
from tests.counter import asking_guide, make_notice
from tests.factories import make_published, make_site

pytestmark = pytest.mark.django_db
SAID = "单子上没有写要两张照片"


def say(what: About | None = None, kind: FeedbackKind = FeedbackKind.MISSING, words: str = SAID, **values) -> Feedback:
    return tell(what or About(), kind=kind, words=words, **values)


def refusal(**values) -> tuple[str, str, int]:
    with pytest.raises(CannotTell) as refused:
        say(**values)
    return refused.value.field, str(refused.value), Feedback.objects.count()


# What it is about


def test_a_matter_is_known_by_its_code_with_the_edition_they_read() -> None:
    matter = make_published(asking_guide())
    what = about(g=matter.code.lower(), answers=["who.agent", "who.nobody", "x"], day=today())
    assert (what.matter, what.edition, what.answers) == (matter, matter.editions.get(), ("who.agent",))
    assert [a.option_text for a in what.guide.answers] == ["请别人代办"]


def test_a_document_brings_its_matter_site_and_answers(known_rung: None) -> None:
    notice = make_notice(matter=make_published(asking_guide()), answers={"who": "self", "kind": "new"})
    what = about(n=notice.token.lower(), g="ZZZZZZ", day=today())
    assert (what.notice, what.matter, what.site, what.edition) == (notice, notice.matter, notice.site, notice.edition)
    assert (sorted(what.answers), what.is_unknown) == (["kind.new", "who.self"], False)


@pytest.mark.parametrize("given", [{"g": "ZZZZZZ"}, {"b": "x\0"}, {"n": "0" * 20}, {"s": "nowhere"}, {"n": "Ø" * 5000}])
def test_what_is_none_of_ours_is_left_out(given: dict[str, str]) -> None:
    assert about(**given, day=today()) == About(is_unknown=True)


def test_a_site_alone_is_enough() -> None:
    site = make_site()
    assert about(s=site.code, day=today()) == About(site=site)


# What is stored


def test_what_was_said_is_kept_with_what_it_is_about() -> None:
    matter, site = make_published(), make_site()
    what = about(g=matter.code, s=site.code, day=today())
    row = Feedback.objects.get(pk=say(what, words=f" {SAID}\r\n谢谢 ", way=FeedbackWay.SHEET).pk)
    assert (row.kind, row.way, row.words) == ("missing", "sheet", f"{SAID}\n谢谢")
    assert (row.matter, row.site, row.edition) == (matter, site, matter.editions.get())
    assert (len(row.number), row.stars, row.reasons) == (20, None, [])


def test_a_rating_keeps_stars_and_the_reasons_of_the_two_lowest() -> None:
    poor = say(kind=FeedbackKind.RATING, words="", stars=Stars.POOR, reasons=["slow", "weather"])
    fair = say(kind=FeedbackKind.RATING, words="", stars=Stars.FAIR, reasons=["slow"])
    assert [(row.stars, row.reasons) for row in (poor, fair)] == [(2, ["slow"]), (3, [])]


def test_stars_count_for_ratings_alone() -> None:
    assert say(stars=Stars.BAD).stars is None


def test_a_row_is_never_altered() -> None:
    said = say()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Feedback.objects.filter(pk=said.pk).update(words="好")


# Twice


def test_the_same_request_is_one_row() -> None:
    rows = [say(kind=FeedbackKind.RATING, words="", stars=Stars.GOOD, request_key="k") for _ in range(2)]
    assert (rows[0], Feedback.objects.count()) == (rows[1], 1)


def test_the_same_words_twice_in_a_row_are_one_row() -> None:
    assert say(request_key="first") == say(request_key="second")


def test_the_same_words_with_a_phone_to_call_are_another_row() -> None:
    first, second = say(), say(contact={"phone": "13800003210"})
    assert second != first
    assert second.case.contact.phone_sealed
    assert second.case.needs_call_back


def test_the_same_words_of_another_thing_are_another_row() -> None:
    assert say() != say(About(site=make_site()))


def test_the_same_words_after_others_are_another_row() -> None:
    first, _ = say(), say(words="还少一张表")
    assert say() != first


def test_stars_without_words_are_each_somebody_s_own() -> None:
    rows = [say(kind=FeedbackKind.RATING, words="", stars=Stars.GOOD, request_key=key) for key in "ab"]
    assert rows[0] != rows[1]


# What is refused


@pytest.mark.parametrize(
    ("values", "field", "why"),
    [
        ({"words": " \n "}, "words", "请写几句"),
        ({"words": "好" * 501}, "words", "最多500个字，现在有501个字"),
        ({"words": "请打13800003210"}, "words", "不需要个人信息"),
        ({"words": "我的身份证４１０５０３１９９００１０１００１Ｘ"}, "words", "不需要个人信息"),
        ({"words": "http://a.cn www.b.cn ＨＴＴＰ://c.cn"}, "words", "网址太多"),
        ({"kind": FeedbackKind.RATING}, "stars", "请先选一个评价"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_friendly_sentence(values: dict, field: str, why: str) -> None:
    at, message, rows = refusal(**values)
    assert (at, why in message, rows) == (field, True, 0)


def test_one_link_is_nothing_bad() -> None:
    assert say(words="见 https://example.gov.cn/1 第3条").words == "见 https://example.gov.cn/1 第3条"


def test_a_document_that_was_given_out_is_rated_on_its_own_page(known_rung: None) -> None:
    notice: Notice = make_notice()
    what = about(n=notice.token, day=today())
    assert refusal(what=what, kind=FeedbackKind.RATING, stars=Stars.GOOD)[0] == "kind"
