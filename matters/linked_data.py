"""The guide as schema.org linked data for search engines. Pure."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from matters.completeness.finding import rough_days
from matters.enums import LimitKind, LimitUnit
from matters.guide import Channel, Guide, Limit
from matters.periods import Period
from matters.place import Place

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

Node = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What is told of a service beside its guide. `trail` are the pages above it and itself (name, path), `area` the district it is for, `related`
    the services it is handled with (name, path), `periods` when the places are open by their code.
    """

    base_url: str
    trail: Sequence[tuple[str, str]]
    area: str = ""
    related: Sequence[tuple[str, str]] = ()
    periods: Mapping[str, Sequence[Period]] = field(default_factory=dict)


def script(guide: Guide, places: Sequence[Place], around: Around) -> SafeString:
    """Its JSON, safe inside a script element whatever the guide's text holds."""
    graph = [government_service(guide, places, around), _breadcrumbs(around)]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - the characters that could end the element are escaped


def government_service(guide: Guide, places: Sequence[Place], around: Around) -> Node:
    """A schema.org GovernmentService; what the guide does not say is left out."""
    page = around.base_url + around.trail[-1][1]
    return _said({
        "@type": "GovernmentService",
        "@id": page,
        "url": page,
        "name": guide.name,
        "alternateName": list(dict.fromkeys(filter(None, (guide.short_name, *guide.synonyms)))),
        "description": guide.summary,
        "serviceType": guide.matter_type.label,
        "category": list(guide.topics),
        "identifier": guide.implementation_code or guide.code,
        "provider": _said({
            "@type": "GovernmentOrganization",
            "name": guide.department.name,
            "identifier": guide.department.code,
        }),
        "areaServed": around.area and {"@type": "AdministrativeArea", "name": around.area},
        "audience": [{"@type": "Audience", "audienceType": a.label} for a in guide.audiences],
        "serviceOutput": {"@type": "Thing", "name": guide.result.name},
        "termsOfService": f"{page}#terms-title",
        "offers": _offers(guide),
        "availableChannel": [
            *(_window(guide, place, around.periods.get(place.code, ())) for place in places),
            *(_online(channel) for channel in guide.channels if channel.url),
        ],
        "isRelatedTo": [
            {"@type": "GovernmentService", "name": name, "url": around.base_url + path} for name, path in around.related
        ],
    })  # fmt: skip


def _breadcrumbs(around: Around) -> Node:
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": around.base_url + path}
        for number, (name, path) in enumerate(around.trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _offers(guide: Guide) -> list[Node]:
    if not guide.charges:
        return [{"@type": "Offer", "price": "0", "priceCurrency": "CNY"}]
    return [
        {"@type": "Offer", "name": c.name, "description": c.standard, "priceCurrency": "CNY"} for c in guide.charges
    ]


def _window(guide: Guide, place: Place, periods: Sequence[Period]) -> Node:
    location = {
        "@type": "GovernmentOffice",
        "name": place.name,
        "address": place.address + place.position,
        "telephone": place.phone,
        "openingHoursSpecification": [_hours(period) for period in periods if period.season is None],
    }
    return _said({
        "@type": "ServiceChannel",
        "name": place.name,
        "serviceLocation": _said(location),
        "processingTime": _duration(place.promised or guide.limit(LimitKind.PROMISED)),
    })  # fmt: skip


def _online(channel: Channel) -> Node:
    return {"@type": "ServiceChannel", "name": channel.kind.label, "serviceUrl": channel.url}


def _hours(period: Period) -> Node:
    return {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": [_DAYS[int(digit) - 1] for digit in period.weekdays],
        "opens": f"{period.opens:%H:%M}",
        "closes": f"{period.closes:%H:%M}",
    }


def _duration(limit: Limit | None) -> str:
    """ISO 8601, which knows no working days: five of them are told as the seven days they take."""
    if limit is None or limit.amount == 0:
        return "PT0S" if limit else ""
    return f"PT{limit.amount}H" if limit.unit == LimitUnit.HOUR else f"P{ceil(rough_days(limit))}D"


def _said(node: dict[str, Any]) -> Node:
    """Without what is empty."""
    return {key: value for key, value in node.items() if value not in ("", [], None)}
