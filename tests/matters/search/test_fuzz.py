"""Whatever is typed, search answers, and soon. Ten thousand examples with FULL=1."""

import os
from time import process_time
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matters.search.facets import NAMES
from matters.search.wanted import Wanted
from tests.matters.search.labelled import catalogue, labels

EXAMPLES = 10_000 if os.environ.get("FULL") else 300
SOON = 1.0
"""Seconds of a processor: what else the machine does meanwhile is not the question."""
QUICK = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
OPERATORS = st.sampled_from(
    ["AND", "OR", "NOT", "NEAR(", '"', "'", "*", "^", ":", "-", "%", "_", "\\", "\0", "(", ")", "&", "|", "!", "<->"]
)
TYPED = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(codec=None), max_size=80),
    st.lists(st.one_of(OPERATORS, st.sampled_from([label.query for label in labels("open", "held")])), max_size=12).map("".join),
    st.text("abcdefghijklmnopqrstuvwxyz残疾证登记申请的 ", max_size=120),
    st.integers(1, 10_000).flatmap(lambda n: st.sampled_from(["证", "z", "残疾 ", "zheng", "𠮷", "\0"]).map(lambda c: c * n)),
)  # fmt: skip


@pytest.fixture
def loaded(client: Any, db: None) -> Any:
    """The page after its first visit, which pays for what is loaded once."""
    client.get("/search/?q=%E6%AE%98")
    return client


@QUICK
@given(typed=TYPED)
def test_the_pure_search_answers_whatever_is_typed(typed: str) -> None:
    known = catalogue()
    started = process_time()
    found = known.search(Wanted(q=typed))
    hits = found.hits[:20]
    assert process_time() - started < SOON
    assert [hit for hit in hits if any(not 0 <= a < b <= len(hit.name) for a, b in hit.marks)] == []
    assert len({(hit.kind, hit.key) for hit in hits}) == len(hits) == min(20, len(found.hits))


@QUICK
@given(values=st.fixed_dictionaries({}, optional=dict.fromkeys(("q", *NAMES, "page"), TYPED)))
def test_the_page_answers_whatever_its_address_says(values: dict[str, str], loaded: Any) -> None:
    query = "&".join(f"{name}={quote(value.encode(errors='surrogatepass'))}" for name, value in values.items())
    started = process_time()
    response = loaded.get(f"/search/?{query}")
    assert process_time() - started < SOON
    assert response.status_code in (200, 302)  # a code leads on to its page


@pytest.mark.parametrize("raw", ["%ED%A0%80", "%FF%FE", "%00", "%F0%9F%98%80", "%25%27%22", "q%5B%5D"])
def test_bytes_that_are_no_text_are_answered(raw: str, client: Any, db: None) -> None:
    assert client.get(f"/search/?q={raw}").status_code == 200
