"""The interface put together, and how it refuses."""

from collections.abc import Callable
from typing import Any

from django.db.models import TextChoices
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from matters import enums
from matters.api import bundles, changes, directory, downloads, editions, guides, matters, sites
from matters.api.problems import Refusal, invalid, problem
from matters.views.caching import page_version, tagged

TITLE = "政务服务事项开放数据"
DESCRIPTION = "已公布的办事指南、办事地点和版本。只读，任何网页都可以直接调用。"


class Interface(NinjaAPI):
    """With what the values of the code tables mean."""

    def get_openapi_schema(self, **asked: Any) -> OpenAPISchema:
        """As made by ninja, with the Chinese words of each table's values."""
        made = super().get_openapi_schema(**asked)
        for name, table in made["components"]["schemas"].items():
            choices = getattr(enums, name, None)
            if isinstance(choices, type) and issubclass(choices, TextChoices):
                table["description"] = "；".join(f"{value or '（空）'} {label}" for value, label in choices.choices)
        return made

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """`guides_guide`: module and function."""
        return super().get_openapi_operation_id(operation).removeprefix("matters_api_")


def described_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The description, sent again only after a new release."""
    return lambda request, *args, **kwargs: tagged(request, page_version(), lambda: view(request, *args, **kwargs))


api = Interface(
    title=TITLE,
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    docs_decorator=described_once,
    urls_namespace="api",
)
api.add_router("matters/", matters.router)
api.add_router("bundles/", bundles.router)
api.add_router("guides/", guides.router)
api.add_router("editions/", editions.router)
api.add_router("sites/", sites.router)
api.add_router("changes/", changes.router)
api.add_router("", directory.router)
api.add_router("", downloads.router)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    """There are no data to answer with."""
    return problem(error.status, error.problem.code, error.problem.message, **error.problem.detail)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A parameter is not what the description asks for."""
    return refused(request, invalid(error))


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    """404 from below; said in full by the gate."""
    return HttpResponse(status=404)


@api.exception_handler(Exception)
def failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """Whatever else goes wrong is told and logged as on any page."""
    raise error
