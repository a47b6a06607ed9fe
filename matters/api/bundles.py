"""一件事."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from matters.api.answers import REFUSED, UNKNOWN, answer
from matters.api.codes import Code
from matters.api.guides import known
from matters.api.matters import links, newest
from matters.api.paging import Paging, paged
from matters.api.problems import unknown_code
from matters.models import Bundle
from matters.open_data import listing
from matters.open_data.published import published_bundle
from matters.open_data.shapes import ListedMatter, Page, PublishedBundle
from matters.publishing import today
from matters.search import searching
from matters.search.wanted import Wanted

router = Router(tags=["事项和一件事"])


@router.get("", response={200: Page[ListedMatter], **REFUSED}, url_name="bundles", summary="一件事列表")
def listed(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """现行版本里的一件事，按短码排列。"""
    wanted = Wanted(bundle="1")
    return answer(
        request, [searching.version()], lambda: paged(request, listing.listed(wanted, today()), paging, listing.line)
    )


@router.get("{code}/", response={200: PublishedBundle, **UNKNOWN}, url_name="bundle", summary="一个一件事")
def bundle(request: HttpRequest, code: Code) -> HttpResponse:
    """公开状态、现行版本、各阶段的事项和各处的地址。"""
    found, edition = known(code)
    if not isinstance(found, Bundle):
        raise unknown_code(code)
    said = edition or newest(found)
    facts = [said.pk, bool(edition), found.standing, found.standing_reason]
    return answer(request, facts, lambda: published_bundle(found, said.guide, edition, links(found)))
