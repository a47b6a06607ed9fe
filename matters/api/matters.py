"""事项: the list with its filters, and one of them without its guide."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Field, Query, Router

from matters.api.answers import REFUSED, UNKNOWN, answer
from matters.api.codes import Code, address
from matters.api.guides import known
from matters.api.paging import Paging, paged
from matters.api.problems import Refusal, unknown_code
from matters.enums import Audience, Level
from matters.models import Edition, Matter, Site, Subject
from matters.models.matter import CODE_ALPHABET
from matters.open_data import listing
from matters.open_data.published import begun, published_matter, successor_of
from matters.open_data.shapes import ListedMatter, Page, PublishedMatter
from matters.publishing import today
from matters.search import searching
from matters.search.found import Hit
from matters.search.wanted import Wanted

router = Router(tags=["事项和一件事"])


class MattersWanted(Paging):
    """Which matters."""

    q: str = Field("", max_length=100, description="关键词：名称、别名、材料、拼音、首字母")
    level: Level | None = Field(None, description="办理层级")
    department: str = Field("", max_length=100, description="实施主体的全称，见 /api/v1/departments/")
    audience: Audience | None = Field(None, description="服务对象")
    topic: str = Field("", max_length=100, description="主题，见 /api/v1/topics/")
    online: str = Field("", pattern="^1?$", description="1 表示网上可办")
    site: str = Field("", pattern="^[a-z0-9-]{0,40}$", description="能在这个办事地点办，代号见 /api/v1/sites/")
    bundle: str = Field(
        "0",
        pattern=f"^([01]|[{CODE_ALPHABET}]{{6}})$",
        description="0 只列事项，1 只列一件事，短码：这个一件事里的事项",
    )

    def wanted(self) -> Wanted:
        """What search understands of it."""
        named = {name: getattr(self, name).replace("\0", "").strip() for name in ("q", "department", "topic", "online")}
        kind = self.bundle if self.bundle == "1" else "0"
        return Wanted(**named, level=self.level or "", audience=self.audience or "", bundle=kind)


@router.get("", response={200: Page[ListedMatter], **REFUSED}, url_name="matters", summary="事项列表")
def listed(request: HttpRequest, wanted: Query[MattersWanted]) -> HttpResponse:
    """现行版本里的事项。有关键词时最相符的在前，否则按短码排列。"""
    try:
        site = listing.site_called(wanted.site) if wanted.site else None
        known = [searching.version(), site and (site.pk, site.region.level)]
        return answer(request, known, lambda: paged(request, _hits(wanted, site), wanted, listing.line))
    except listing.Unknown as unknown:
        message = f"没有代号或短码为“{unknown}”的办事地点或一件事。"
        raise Refusal(400, "unknown_site_or_bundle", message) from unknown


@router.get("{code}/", response={200: PublishedMatter, **UNKNOWN}, url_name="matter", summary="一个事项")
def matter(request: HttpRequest, code: Code) -> HttpResponse:
    """公开状态、现行版本和各处的地址；已取消的也在，`successor` 是替代事项。"""
    found, edition = known(code)
    if not isinstance(found, Matter):
        raise unknown_code(code)
    said = edition or newest(found)
    facts = [said.pk, bool(edition), found.standing, found.standing_reason, successor_of(found)]
    return answer(request, facts, lambda: published_matter(found, said.guide, edition, links(found)))


def newest(subject: Subject) -> Edition:
    """The last edition that took effect; there is one of whatever `known` knows."""
    return begun(subject, today())[0]


def links(subject: Subject) -> dict[str, str]:
    """Where there is more of it, and its page for people."""
    names = ("guide", "places", "editions", "cpsv_ap")
    page = reverse(subject.page, args=[subject.code])
    return {**{name: address(name, subject.code) for name in names}, "page": page}


def _hits(wanted: MattersWanted, site: Site | None) -> Sequence[Hit]:
    bundle = wanted.bundle if len(wanted.bundle) > 1 else ""
    return listing.listed(wanted.wanted(), today(), site=site, bundle=bundle)
