"""The vocabulary in use, and nodes of code lists. Everything is said in Chinese (`@language` zh-Hans). Pure."""

from typing import Any

from django.db.models import TextChoices

Node = dict[str, Any]

_PREFIXES = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "adms": "http://www.w3.org/ns/adms#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_IN_CHINESE = {
    "title": "dct:title",
    "description": "dct:description",
    "keyword": "dcat:keyword",
    "note": "skos:note",
    "prefLabel": "skos:prefLabel",
    "fullAddress": "locn:fullAddress",
}
_LINKS = {
    "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasCost": "cv:hasCost",
    "hasChannel": "cv:hasChannel",
    "hasInput": "cpsv:hasInput",
    "produces": "cpsv:produces",
    "hasLegalResource": "cv:hasLegalResource",
    "follows": "cpsv:follows",
    "implements": "cpsv:implements",
    "isGroupedBy": "cv:isGroupedBy",
    "contactPoint": "cv:contactPoint",
    "openingHours": "cv:openingHours",
    "relatedService": "cv:relatedService",
    "currency": "cv:currency",
    "language": "dct:language",
    "spatial": "dct:spatial",
    "type": "dct:type",
    "audience": "dct:audience",
    "status": "adms:status",
    "address": "locn:address",
    "page": "foaf:page",
}
CONTEXT: Node = {
    **_PREFIXES,
    **{name: {"@id": term, "@language": "zh-Hans"} for name, term in _IN_CHINESE.items()},
    **{name: {"@id": term, "@type": "@id"} for name, term in _LINKS.items()},
    "identifier": "dct:identifier",
    "notation": "skos:notation",
    "telephone": "cv:telephone",
    "processingTime": {"@id": "cv:processingTime", "@type": "xsd:duration"},
    "hasValue": {"@id": "cv:hasValue", "@type": "xsd:double"},
}
"""Stands in every document, so that no reader has to fetch one."""

# From the authority tables of the Publications Office of the European Union.
_AUTHORITY = "http://publications.europa.eu/resource/authority"
CHINESE: Node = {"@id": f"{_AUTHORITY}/language/ZHO", "@type": "dct:LinguisticSystem"}
RENMINBI: Node = {"@id": f"{_AUTHORITY}/currency/CNY", "@type": "skos:Concept"}
CHINA: Node = {"@id": f"{_AUTHORITY}/country/CHN", "@type": "dct:Location"}


def concept(base: str, value: TextChoices) -> Node:
    """A value of one of our code tables, with its Chinese word."""
    return {
        "@id": f"{base}/api/v1/#{type(value).__name__}-{value.value}",
        "@type": "skos:Concept",
        "prefLabel": str(value.label),
    }


def node(**said: Any) -> Node:
    """Without what is empty; `id` and `a` are the node's address and its classes."""
    renamed = {{"id": "@id", "a": "@type"}.get(name, name): value for name, value in said.items()}
    return {name: value for name, value in renamed.items() if value not in ("", None, [], ())}
