"""整库下载, and one service as linked data."""

from functools import partial
from typing import Any

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Router

from matters.api.answers import REFUSED, UNKNOWN, as_json
from matters.api.codes import Code
from matters.api.guides import in_force
from matters.api.problems import Problem, problem
from matters.open_data import linked
from matters.open_data.catalog_files import WRITERS
from matters.open_data.kept_files import BeingMade, kept
from matters.open_data.shapes import Catalog
from matters.open_data.state import catalog_state, places_state
from matters.plain import digest
from matters.publishing import today
from matters.views.caching import page_version, tagged

router = Router(tags=["下载"])
LINKED = "application/ld+json"
_KINDS = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonld": LINKED,
}
_MADE = {**REFUSED, 503: Problem}


def _content(ending: str, schema: dict[str, Any]) -> dict[str, Any]:
    """What the description says of an answer that is not plain JSON."""
    kind = _KINDS[ending].partition(";")[0]
    return {"responses": {200: {"description": "OK", "content": {kind: {"schema": schema}}}}}


_FILE = {"type": "string", "format": "binary"}
_GRAPH = {"type": "object", "required": ["@context", "@graph"]}


@router.get("download/catalog.json", response={200: Catalog, **_MADE}, url_name="catalog_json", summary="整库（JSON）")
def catalog_json(request: HttpRequest) -> HttpResponse:
    """全部现行办事指南，一行一个。"""
    return _file(request, "catalog.json", catalog_state(today()))


@router.get(
    "download/catalog.csv", response={200: None, **_MADE}, openapi_extra=_content("csv", _FILE), summary="整库（CSV）"
)
def catalog_csv(request: HttpRequest) -> HttpResponse:
    """一行一个事项，UTF-8。"""
    return _file(request, "catalog.csv", catalog_state(today()))


@router.get(
    "download/catalog.xlsx",
    response={200: None, **_MADE},
    openapi_extra=_content("xlsx", _FILE),
    summary="整库（Excel）",
)
def catalog_xlsx(request: HttpRequest) -> HttpResponse:
    """一行一个事项。"""
    return _file(request, "catalog.xlsx", catalog_state(today()))


@router.get(
    "download/cpsv-ap.jsonld",
    response={200: None, **_MADE},
    openapi_extra=_content("jsonld", _GRAPH),
    summary="整库（CPSV-AP）",
)
def catalog_linked(request: HttpRequest) -> HttpResponse:
    """CPSV-AP 3.2，JSON-LD。"""
    return _file(request, "cpsv-ap.jsonld", digest([catalog_state(today()), places_state()]))


@router.get(
    "guides/{code}/cpsv-ap.jsonld",
    response={200: None, **UNKNOWN, 410: Problem},
    openapi_extra=_content("jsonld", _GRAPH),
    url_name="cpsv_ap",
    summary="办事指南（CPSV-AP）",
)
def guide_linked(request: HttpRequest, code: Code) -> HttpResponse:
    """一个事项或一件事，CPSV-AP 3.2，JSON-LD。"""
    subject, edition = in_force(code)
    response = as_json(linked.one(subject, edition))
    response["Content-Type"] = LINKED
    return tagged(request, digest(response.content.decode()), lambda: response)


def _file(request: HttpRequest, name: str, state: str) -> HttpResponse:
    state = digest([name, state, settings.PUBLIC_BASE_URL, page_version()])
    try:
        return tagged(request, state, lambda: _sent(name, state))
    except BeingMade:
        response = problem(503, "being_made", "文件正在生成，请稍后再下载。", retry_after=20)
        response["Retry-After"] = "20"
        return response


def _sent(name: str, state: str) -> Any:
    path = kept(name, state, partial(_write, name))
    return FileResponse(path.open("rb"), as_attachment=True, filename=name, content_type=_KINDS[name.partition(".")[2]])


def _write(name: str, path: Any) -> None:
    WRITERS[name](path, today())
