"""`/api/v1/changes/`: every change once and in order, from a moment or a cursor on."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from matters.duplicates import merge
from matters.models import Edition
from matters.open_data.changes import EARLIEST, LATEST, BadCursor, Position
from matters.publishing import resume, retire, suspend, today
from tests.factories import add_edition, make_guide, make_matter, make_published, make_user
from tests.matters.api.asking import ask

START = datetime(2031, 3, 3, 2, tzinfo=UTC)
"""After everything of the demo district."""
SINCE = f"since={quote(START.isoformat())}"


def told(client, query=SINCE):
    return [(c["event"], c["code"]) for c in ask(client, f"changes/?{query}")["items"]]


def one_cursor_after_the_other(client, size):
    found, query = [], SINCE
    while query:
        said = ask(client, f"changes/?size={size}&{query}")
        found += [c["id"] for c in said["items"]]
        query = f"cursor={said['cursor']}" if said["has_more"] else ""
    return found


@pytest.fixture
def life(db):
    """A matter is published, suspended, resumed and retired, a minute after the other; then an hour passes."""
    with time_machine.travel(START, tick=False) as clock:
        by, matter, heir = make_user(), make_published(), make_published()
        for deed in (
            lambda: suspend(matter, by=by, reason="升级"),
            lambda: resume(matter, by=by),
            lambda: retire(matter, by=by, reason="取消", successor=heir),
        ):
            clock.shift(timedelta(minutes=1))
            deed()
        clock.shift(timedelta(hours=1))
        yield matter, heir


def test_the_life_of_a_matter_is_told_in_order(client, life):
    matter, heir = (m.code for m in life)
    assert told(client) == [
        ("published", matter), ("published", heir), ("suspended", matter), ("resumed", matter), ("retired", matter)
    ]  # fmt: skip


def test_a_retirement_says_why_and_what_follows(client, life):
    _, heir = life
    last = ask(client, f"changes/?{SINCE}")["items"][-1]
    assert (last["note"], last["successor"], last["edition"]) == ("取消", heir.code, None)


def test_nobody_is_named(client, life):
    said = ask(client, f"changes/?{SINCE}")["items"]
    assert {name for change in said for name in change} == {
        "id", "at", "event", "kind", "code", "edition", "sha256", "note", "successor"
    }  # fmt: skip


@pytest.mark.parametrize("size", [1, 2, 3, 200])
def test_cursors_tell_everything_once(client, life, size):
    every = [c["id"] for c in ask(client, f"changes/?{SINCE}")["items"]]
    assert one_cursor_after_the_other(client, size) == every


def test_nothing_new_gives_the_same_cursor_and_304(client, life):
    cursor = ask(client, f"changes/?{SINCE}")["cursor"]
    response = client.get(f"/api/v1/changes/?cursor={cursor}")
    assert response.json() == {"items": [], "cursor": cursor, "has_more": False}
    again = client.get(f"/api/v1/changes/?cursor={cursor}", headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304


def test_what_is_seconds_old_is_told_again(client, db):
    with time_machine.travel(START, tick=False) as clock:
        make_published()
        clock.shift(timedelta(seconds=3))
        first = ask(client, f"changes/?{SINCE}")
        clock.shift(timedelta(seconds=60))
        second = ask(client, f"changes/?cursor={first['cursor']}")
        third = ask(client, f"changes/?cursor={second['cursor']}")
    assert ([c["id"] for c in first["items"]], third["items"]) == ([c["id"] for c in second["items"]], [])


def test_a_scheduled_edition_is_told_from_its_day_on(client, db):
    with time_machine.travel(START, tick=False) as clock:
        matter = make_matter(standing="live")
        add_edition(matter, make_guide(), effective_from=today() + timedelta(days=2))
        suspend(matter, by=make_user(), reason="升级")
        before = told(client)
        clock.shift(timedelta(days=2))
        after = ask(client, f"changes/?{SINCE}")["items"]
    assert (before, after[-1]["event"], after[-1]["at"]) == ([], "published", "2031-03-05T00:00:00+08:00")


def test_an_edition_that_ran_out_is_told(client, db):
    with time_machine.travel(START, tick=False) as clock:
        matter = make_published()
        edition = Edition(matter=matter, number=2, content=matter.editions.get().content, sha256="f" * 64)
        edition.effective_from, edition.effective_to = today(), today() + timedelta(days=1)
        edition.published_by, edition.change_note = make_user(), "两天"
        edition.save()
        clock.shift(timedelta(days=5))
        last = ask(client, f"changes/?{SINCE}")["items"][-1]
    assert (last["event"], last["edition"], last["at"]) == ("expired", 2, "2031-03-05T00:00:00+08:00")


def test_a_merged_matter_leads_on(client, db):
    with time_machine.travel(START, tick=False) as clock:
        gone, stays = make_published(), make_published()
        merge(gone, stays, by=make_user())
        clock.shift(timedelta(hours=1))
        change = next(c for c in ask(client, f"changes/?{SINCE}")["items"] if c["event"] == "merged")
    assert (change["code"], change["successor"]) == (gone.code, stays.code)


def test_changes_take_the_same_queries_however_many(client, life, django_assert_max_num_queries):
    for size in (1, 200):
        with django_assert_max_num_queries(6):
            ask(client, f"changes/?size={size}&{SINCE}")


def test_a_day_and_a_moment_without_a_zone_are_of_beijing(client, life):
    assert told(client, "since=2031-03-04") == []
    assert len(told(client, "since=2031-03-03")) == len(told(client, "since=2031-03-03T10:00:00")) == 5


@pytest.mark.parametrize("query", ["since=yesterday", "since=2031-13-01", "cursor=abc", "cursor=%00", "size=0"])
def test_what_cannot_be_understood_is_refused(client, db, query):
    assert ask(client, f"changes/?{query}", 400)["code"] in {"bad_parameter", "bad_cursor"}


@given(
    st.datetimes(EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None)), st.integers(-1, 3), st.integers(0, 2**61)
)
def test_a_cursor_comes_back_as_its_position(at, stream, key):
    position = Position(at.replace(tzinfo=UTC), stream, key)
    assert Position.of(position.cursor) == position


@given(st.text())
def test_any_other_cursor_is_refused(text):
    with pytest.raises(BadCursor):
        Position.of(text)
