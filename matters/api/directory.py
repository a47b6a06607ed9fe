"""主题和实施主体: what the list of matters can be narrowed by."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from matters.api.answers import REFUSED, answer_hashed
from matters.api.paging import Paging, paged
from matters.open_data import listing
from matters.open_data.shapes import ListedDepartment, ListedTopic, Page

router = Router(tags=["目录"])


@router.get("topics/", response={200: Page[ListedTopic], **REFUSED}, url_name="topics", summary="主题列表")
def topics(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """个人和企业的主题，以及各有多少事项。"""
    return answer_hashed(request, paged(request, listing.topics(), paging))


@router.get(
    "departments/", response={200: Page[ListedDepartment], **REFUSED}, url_name="departments", summary="实施主体列表"
)
def departments(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """有公开事项的实施主体，以及各有多少事项。"""
    return answer_hashed(request, paged(request, listing.departments(), paging))
