"""The guide as schema.org linked data for search engines. Pure."""

import json

from django.utils.safestring import SafeString, mark_safe

from matters.enums import LimitKind
from matters.guide import Guide
from matters.place import Place
from matters.wording import duration

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def government_service(guide: Guide, places: list[Place], base_url: str) -> dict[str, object]:
    """A schema.org GovernmentService."""
    page = f"{base_url}/{'b' if guide.members else 'g'}/{guide.code}/"
    return {
        "@context": "https://schema.org",
        "@type": "GovernmentService",
        "@id": page,
        "url": page,
        "name": guide.name,
        "description": guide.summary,
        "inLanguage": "zh-Hans",
        "serviceOperator": {"@type": "GovernmentOrganization", "name": guide.department.name},
        "audience": [{"@type": "Audience", "audienceType": a.label} for a in guide.audiences],
        "isAccessibleForFree": not guide.charges,
        "processingTime": next((duration(x) for x in guide.limits if x.kind == LimitKind.PROMISED), ""),
        "availableChannel": [_channel(place) for place in places],
    }


def script(guide: Guide, places: list[Place], base_url: str) -> SafeString:
    """Its JSON, safe inside a script element whatever the guide's text holds."""
    text = json.dumps(government_service(guide, places, base_url), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 - the characters that could end the element are escaped


def _channel(place: Place) -> dict[str, object]:
    return {
        "@type": "ServiceChannel",
        "serviceLocation": {
            "@type": "GovernmentOffice",
            "name": place.name,
            "address": place.address,
            "telephone": place.phone,
        },
    }
