"""A guide as a public service with everything around it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matters.enums import Standing
from matters.guide import Guide, Member, Party
from matters.open_data.cpsv.channels import contact_points, handling_notes, other_channels
from matters.open_data.cpsv.durations import limit_notes, processing_time
from matters.open_data.cpsv.papers import costs, evidence, legal_resources, output, rule
from matters.open_data.cpsv.terms import CHINA, CHINESE, CONTEXT, Node, concept, node

EventKind = Literal["life", "business"]
_EVENTS = {"life": "cv:LifeEvent", "business": "cv:BusinessEvent"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What a guide does not say of itself: where our addresses begin, the district (code and name), and which topic is a life or business event."""

    base: str
    district: tuple[str, str] = ("", "")
    events: Mapping[str, EventKind]


def service_iri(base: str, code: str, *, is_bundle: bool) -> str:
    """The address of its page."""
    return f"{base}/{'b' if is_bundle else 'g'}/{code}/"


def public_service(guide: Guide, standing: Standing, channels: Sequence[Node | str], around: Surroundings) -> Node:
    """`channels` are the counters, as nodes or by the address of one that stands elsewhere in the document."""
    base = around.base
    iri = service_iri(base, guide.code, is_bundle=bool(guide.members))
    return node(
        id=iri,
        a="cpsv:PublicService",
        identifier=guide.code,
        notation=[*filter(None, (guide.basic_code, guide.implementation_code, guide.item_code))],
        title=guide.name,
        description=guide.summary or guide.name,
        keyword=[*filter(None, (guide.short_name,)), *guide.synonyms],
        note=[*limit_notes(guide), *handling_notes(guide), *(["演示数据"] if guide.demo else [])],
        language=CHINESE,
        spatial=_location(around),
        status=concept(base, standing),
        type=concept(base, guide.matter_type),
        audience=[concept(base, audience) for audience in guide.audiences],
        hasCompetentAuthority=[authority(party, around) for party in (guide.department, *guide.joint_departments)],
        processingTime=processing_time(guide),
        hasInput=[evidence(iri, base, guide, requirement) for requirement in guide.requirements],
        produces=output(iri, base, guide),
        hasCost=costs(iri, guide),
        hasLegalResource=legal_resources(iri, guide),
        follows=rule(iri, guide),
        isGroupedBy=[_event(topic, around) for topic in guide.topics],
        contactPoint=contact_points(iri, guide),
        hasChannel=[*channels, *other_channels(base, iri, guide)],
        relatedService=[service_iri(base, member.code, is_bundle=False) for member in guide.members],
    )


def named_service(member: Member, around: Surroundings) -> Node:
    """A matter of a bundle as far as the bundle's guide knows it, for a document in which it does not stand itself."""
    return node(
        id=service_iri(around.base, member.code, is_bundle=False),
        a="cpsv:PublicService",
        identifier=member.code,
        title=member.name,
        description=member.name,
        hasCompetentAuthority=authority(member.department, around),
    )


def authority(party: Party, around: Surroundings) -> Node:
    """An authority as a public organisation; by its 统一社会信用代码 where it has one."""
    return node(
        id=f"{around.base}/api/v1/#authority-{party.code or _slug(party.name)}",
        a=["cv:PublicOrganisation", "org:Organization", "foaf:Agent"],
        identifier=party.code or party.name,
        prefLabel=party.name,
        title=party.name,
        spatial=_location(around),
    )


def document(nodes: Sequence[Node]) -> Node:
    """A document that can be read by itself."""
    return {"@context": CONTEXT, "@graph": list(nodes)}


def _location(around: Surroundings) -> Node:
    code, name = around.district
    iri = f"{around.base}/api/v1/#region-{code}"
    return node(id=iri, a="dct:Location", identifier=code, prefLabel=name) if code else CHINA


def _event(topic: str, around: Surroundings) -> Node:
    iri = f"{around.base}/api/v1/#topic-{_slug(topic)}"
    kind = around.events.get(topic)
    classes = ["cv:Event", _EVENTS[kind]] if kind else "cv:Event"
    return node(id=iri, a=classes, identifier=topic, title=topic)


def _slug(text: str) -> str:
    """Chinese may stand in an IRI; what may not is left out."""
    return "".join(character for character in text if character.isalnum())
