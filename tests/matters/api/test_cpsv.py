"""CPSV-AP: every public service has the shape that the profile asks for. Nothing is fetched: shapes and code lists are here."""

import json
import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import rdflib
from pyshacl import validate
from rdflib.namespace import DCTERMS, RDF, SKOS

from matters import enums
from matters.guide import Charge, Limit
from matters.models import Bundle, Edition, Matter
from matters.open_data import everything, linked
from matters.open_data.cpsv.durations import iso_duration, processing_time
from matters.open_data.cpsv.papers import costs
from matters.publishing import today
from tests.factories import make_guide, make_published

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib itself
SHAPES = Path(__file__).parent / "data" / "cpsv-ap-SHACL.ttl"
CPSV = rdflib.Namespace("http://purl.org/vocab/cpsv#")
CV = rdflib.Namespace("http://data.europa.eu/m8g/")
ALONE = ("K7M2PA", "BC9N3F")
"""A matter and a bundle that are read by themselves; all of them with FULL=1."""


@cache
def shapes():
    return rdflib.Graph().parse(SHAPES)


def graph(document):
    return rdflib.Graph().parse(
        data=document if isinstance(document, bytes) else json.dumps(document), format="json-ld"
    )


def faults(read):
    conforms, _, text = validate(read, shacl_graph=shapes())
    return "" if conforms else text


def in_force():
    day = today()
    return [edition for batch in (*everything.matters(day), *everything.bundles(day)) for edition in batch]


@pytest.fixture
def whole(db):
    return graph(b"".join(linked.whole(today())))


def test_everything_public_conforms(whole):
    assert faults(whole) == ""
    public = Matter.objects.public().count() + Bundle.objects.public().count()
    assert len(set(whole.subjects(RDF.type, CPSV.PublicService))) == public


def test_a_service_read_by_itself_conforms(db):
    chosen = [e for e in in_force() if os.environ.get("FULL") or e.subject.code in ALONE]
    assert {e.subject.code: faults(graph(linked.one(e.subject, e))) for e in chosen} == {
        e.subject.code: "" for e in chosen
    }
    assert {e.subject.code for e in chosen} >= set(ALONE)


def test_the_shapes_find_what_is_missing(whole):
    whole.remove((None, CV.hasCompetentAuthority, None))
    assert "hasCompetentAuthority" in faults(whole)


def test_the_document_of_a_matter_says_what_its_guide_says(client, db):
    edition = Edition.objects.filter(matter__code="K7M2PA").first()
    read = graph(client.get("/api/v1/guides/K7M2PA/cpsv-ap.jsonld").content)
    service = rdflib.URIRef("https://zwfw.example.gov.cn/g/K7M2PA/")
    papers = [str(read.value(paper, DCTERMS.title)) for paper in read.objects(service, CPSV.hasInput)]
    assert str(read.value(service, DCTERMS.title)) == edition.guide.name
    assert sorted(papers) == sorted(r.name for r in edition.guide.requirements)
    assert str(read.value(read.value(service, CPSV.produces), DCTERMS.title)) == edition.guide.result.name


def test_working_days_are_told_in_a_note_and_not_as_a_duration(db):
    matter = make_published()
    read = graph(linked.one(matter, matter.editions.get()))
    service = next(read.subjects(RDF.type, CPSV.PublicService))
    assert read.value(service, CV.processingTime) is None
    assert "承诺办结时限：5个工作日，按国家法定工作日计算" in {str(note) for note in read.objects(service, SKOS.note)}


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        (30, enums.LimitUnit.DAY, "P30D"),
        (24, enums.LimitUnit.HOUR, "PT24H"),
        (2, enums.LimitUnit.WEEK, "P14D"),
        (3, enums.LimitUnit.MONTH, "P3M"),
        (1, enums.LimitUnit.YEAR, "P1Y"),
        (0, enums.LimitUnit.WORKDAY, "PT0S"),
        (5, enums.LimitUnit.WORKDAY, ""),
    ],
)
def test_a_limit_is_a_duration_where_a_calendar_can_tell_it(amount, unit, written):
    assert iso_duration(Limit(kind=enums.LimitKind.PROMISED, amount=amount, unit=unit)) == written


def test_a_limit_that_hangs_on_an_answer_is_no_duration_of_the_service():
    limit = Limit(kind=enums.LimitKind.PROMISED, amount=3, unit=enums.LimitUnit.DAY)
    told = [processing_time(make_guide(limits=(one,))) for one in (limit, replace(limit, when=("who.self",)))]
    assert told == ["P3D", ""]


def test_nothing_to_pay_is_zero_and_a_charge_is_words():
    charge = Charge(name="证照工本费", standard="10元/证")
    free, charged = costs("x", make_guide()), costs("x", make_guide(charges=(charge,)))
    assert (free[0]["hasValue"], charged[0]["description"], "hasValue" in charged[0]) == (
        "0",
        "证照工本费：10元/证",
        False,
    )
