"""发布版本: the history of a matter or a bundle."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from matters.api.answers import UNKNOWN, answer_hashed
from matters.api.codes import Code
from matters.api.guides import known
from matters.api.paging import Paging, paged
from matters.open_data.published import begun, edition_line
from matters.open_data.shapes import EditionLine, Page
from matters.publishing import today

router = Router(tags=["版本与变化"])


@router.get("{code}/", response={200: Page[EditionLine], **UNKNOWN}, url_name="editions", summary="发布版本")
def editions(request: HttpRequest, code: Code, paging: Query[Paging]) -> HttpResponse:
    """事项或一件事已经施行过的版本，新的在前。内容见 `/api/v1/guides/<短码>/?edition=<版本号>`。"""
    subject, _ = known(code)
    rows = list(begun(subject, today()).defer("content"))
    return answer_hashed(request, paged(request, rows, paging, edition_line))
