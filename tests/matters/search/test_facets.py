"""How a list can be narrowed."""

import pytest

from matters.enums import Audience, Level
from matters.search.catalogue import Catalogue
from matters.search.entry import Entry, with_sounds
from matters.search.facets import NAMES
from matters.search.listed import Listed
from matters.search.wanted import Wanted

ENTRIES = (
    Entry(
        code="A",
        name="甲证",
        department="民政局",
        levels=(Level.DISTRICT, Level.STREET),
        topics=("养老",),
        is_online=True,
    ),
    Entry(
        code="B",
        name="乙证",
        department="民政局",
        levels=(Level.STREET,),
        topics=("养老", "残疾"),
        audiences=(Audience.PERSON,),
    ),
    Entry(code="C", name="丙证", department="公安局", levels=(Level.DISTRICT,), topics=("户籍",)),
    Entry(code="D", name="丁照", department="公安局", levels=(Level.DISTRICT,)),
)
CATALOGUE = Catalogue(
    [Listed(kind="bundle" if e.code == "C" else "matter", key=n, entry=with_sounds(e)) for n, e in enumerate(ENTRIES)]
)


def counts(name: str, **wanted: str) -> dict[str, int]:
    return {facet.value: facet.count for facet in CATALOGUE.search(Wanted(**wanted)).facets[name]}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("level", {"district": 2, "street": 2}),
        ("department", {"民政局": 2, "公安局": 1}),
        ("audience", {"person": 1}),
        ("topic", {"养老": 2, "户籍": 1, "残疾": 1}),
        ("online", {"1": 1}),
        ("bundle", {"0": 2, "1": 1}),
    ],
)
def test_each_value_is_counted_over_what_was_found(name: str, expected: dict[str, int]) -> None:
    assert list(counts(name, q="证").items()) == list(expected.items())


def test_a_facet_counts_beside_the_other_filters_and_not_beside_itself() -> None:
    assert (counts("level", q="证", level="street"), counts("topic", q="证", level="street")) == (
        {"district": 2, "street": 2},
        {"养老": 2, "残疾": 1},
    )


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        ({"level": "street"}, "AB"), ({"topic": "养老", "online": "1"}, "A"), ({"bundle": "1"}, "C"), ({"bundle": "0"}, "ABD"),
        ({"department": "公安局"}, "CD"), ({"audience": "person"}, "B"), ({"topic": "没有"}, ""), ({"level": "province"}, ""), ({"online": "x"}, ""),
    ],
)  # fmt: skip
def test_filters_narrow_the_list(filters: dict[str, str], codes: str) -> None:
    assert sorted(hit.code for hit in CATALOGUE.search(Wanted(**filters)).hits) == list(codes)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_facet_promises_is_what_choosing_it_brings(name: str) -> None:
    wanted = Wanted(q="证")
    for facet in CATALOGUE.search(wanted).facets[name]:
        chosen = CATALOGUE.search(Wanted(q="证", **{name: facet.value}))
        assert len(chosen.hits) == facet.count


def test_values_have_their_words() -> None:
    found = CATALOGUE.search(Wanted()).facets
    labels = {name: [facet.label for facet in found[name]] for name in ("level", "audience", "online", "bundle")}
    assert labels == {
        "level": ["区", "街道"],
        "audience": ["自然人"],
        "online": ["可网上办"],
        "bundle": ["单个事项", "一件事"],
    }
