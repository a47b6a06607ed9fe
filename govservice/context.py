"""What every template knows."""

from django.conf import settings
from django.http import HttpRequest

from govservice.showing import switches, views


def product(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether to mark pages 演示数据. `public_base_url`: what QR codes point to. `view`, `switches`: how pages are shown."""
    return {
        "demo": settings.DEMO,
        "public_base_url": settings.PUBLIC_BASE_URL,
        "view": " ".join(views(request)),
        "switches": switches(request),
    }
