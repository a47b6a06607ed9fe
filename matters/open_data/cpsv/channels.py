"""Where and how: places and other ways as channels, phones as contact points. Pure."""

from matters import wording
from matters.enums import ChannelKind
from matters.guide import Channel, Guide
from matters.open_data.cpsv.terms import Node, concept, node
from matters.place import Place


def place_channel(base: str, iri: str, place: Place) -> Node:
    """A counter: address, window, phone and hours."""
    hours = node(a="time:TemporalEntity", description=place.hours) if place.hours else None
    phone = node(a="cv:ContactPoint", telephone=place.phone, openingHours=hours) if place.phone else None
    said = [place.name, place.position, place.transit, place.note]
    return node(
        id=iri,
        a="cv:Channel",
        identifier=iri,
        description="，".join(filter(None, said)),
        type=concept(base, ChannelKind.WINDOW),
        address=node(a="locn:Address", fullAddress=place.address),
        openingHours=hours,
        contactPoint=phone,
    )


def other_channels(base: str, iri: str, guide: Guide) -> list[Node]:
    """The ways beside the counters: web, phone, terminal, post."""
    ways = [channel for channel in guide.channels if channel.kind != ChannelKind.WINDOW]
    return [_way(base, f"{iri}#channel-{number}", way) for number, way in enumerate(ways, 1)]


def contact_points(iri: str, guide: Guide) -> list[Node]:
    """Whom to ask, and where to complain."""
    phones = {"咨询": guide.consult_phone, "监督投诉": guide.complaint_phone}
    return [
        node(id=f"{iri}#contact-{number}", a="cv:ContactPoint", telephone=phone, description=words)
        for number, (words, phone) in enumerate(phones.items(), 1)
        if phone
    ]


def handling_notes(guide: Guide) -> list[str]:
    """Which level does what."""
    return [wording.conditional(guide, wording.handling_words(h), h.when) for h in guide.handlings]


def _way(base: str, iri: str, way: Channel) -> Node:
    page = node(id=way.url, a="foaf:Document") if way.url.startswith(("http://", "https://")) else None
    words = "，".join(filter(None, (way.kind.label, way.note, "" if page else way.url)))
    return node(id=iri, a="cv:Channel", identifier=iri, type=concept(base, way.kind), description=words, page=page)
