"""办事地点."""

from django.http import HttpRequest, HttpResponse
from ninja import Field, Query, Router

from matters.api.answers import REFUSED, UNKNOWN, answer_hashed
from matters.api.codes import SiteCode
from matters.api.paging import Paging, paged
from matters.api.problems import Refusal
from matters.enums import Level
from matters.open_data.shapes import Page, PublishedSite
from matters.open_data.sites import site_at, sites

router = Router(tags=["办事地点"])


class SitesWanted(Paging):
    """Which sites."""

    region: str = Field("", pattern="^([0-9]{12})?$", description="12位区划代码，含下级")
    level: Level | None = Field(None, description="层级")


@router.get("", response={200: Page[PublishedSite], **REFUSED}, url_name="sites", summary="办事地点列表")
def listed(request: HttpRequest, wanted: Query[SitesWanted]) -> HttpResponse:
    """启用中的办事地点，含开放时间，按区划排列。"""
    return answer_hashed(request, paged(request, sites(wanted.region, wanted.level or ""), wanted))


@router.get("{code}/", response={200: PublishedSite, **UNKNOWN}, url_name="site", summary="一个办事地点")
def site(request: HttpRequest, code: SiteCode) -> HttpResponse:
    """地址、电话、开放时间。"""
    found = site_at(code)
    if found is None:
        raise Refusal(404, "unknown_site", f"没有代号为“{code[:40]}”的办事地点。")
    return answer_hashed(request, found)
