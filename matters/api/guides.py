"""办事指南: the content of an edition, whole or for one situation, and where it is handled."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from matters.api.answers import UNKNOWN, answer, answer_hashed
from matters.api.codes import Code, address
from matters.api.problems import Problem, Refusal, unknown_code, unknown_option
from matters.enums import Standing
from matters.handling_places import places_for
from matters.models import Edition, Subject
from matters.open_data.published import begun, published_guide, subject_at, successor_of
from matters.open_data.shapes import PublishedGuide
from matters.place import Place
from matters.publishing import today
from matters.tailoring import UnknownOption, parse_answers, tailor

router = Router(tags=["办事指南"])
Answers = Annotated[list[str], Query(description="所选情形，question.option，可以重复", max_length=50)]
Number = Annotated[int | None, Query(ge=1, le=1_000_000, description="较早的版本号；不填是现行版本")]
ANSWERED = {200: PublishedGuide, **UNKNOWN, 410: Problem}


@router.get("{code}/", response=ANSWERED, url_name="guide", summary="办事指南")
def guide(request: HttpRequest, code: Code, a: Answers = [], edition: Number = None) -> HttpResponse:  # noqa: B006 - ninja copies it
    """事项或一件事的办事指南，按 `a` 所选情形裁剪。已取消的是 410，`detail.successor` 是替代事项。"""
    subject, found = _asked(code, edition)
    try:
        tailored = tailor(found.guide, parse_answers(a))
    except UnknownOption as error:
        raise unknown_option(error) from error
    known = [found.sha256, found.number, subject.standing, subject.standing_reason]
    return answer(request, known, lambda: published_guide(subject, found, tailored))


@router.get(
    "{code}/places/", response={200: tuple[Place, ...], **UNKNOWN, 410: Problem}, url_name="places", summary="办理地点"
)
def places(request: HttpRequest, code: Code) -> HttpResponse:
    """现行版本能在哪里办，就近的层级在前；`promised` 是该地点自己的承诺时限。"""
    subject, found = in_force(code)
    return answer_hashed(request, places_for(found.guide, subject))


def in_force(code: str) -> tuple[Subject, Edition]:
    """What has this code, with the edition that holds today. Raises Refusal."""
    subject, edition = known(code)
    if subject.standing == Standing.RETIRED:
        raise gone(subject)
    if edition is None:
        message = "现在没有生效的版本。以前的版本见 detail.editions。"
        raise Refusal(404, "not_in_force", message, editions=address("editions", code))
    return subject, edition


def known(code: str) -> tuple[Subject, Edition | None]:
    """The same, whether anything holds or not. Raises Refusal."""
    found = subject_at(code, today())
    if found is None:
        raise unknown_code(code)
    return found


def gone(subject: Subject) -> Refusal:
    """410: it has ended, and what takes its place."""
    successor = successor_of(subject)
    message = f"“{subject.name}”已取消。" + ("替代事项见 detail.successor。" if successor else "")
    return Refusal(410, "retired", message, reason=subject.standing_reason, successor=successor)


def _asked(code: str, number: int | None) -> tuple[Subject, Edition]:
    """The edition in force, or the one of that number, which is told of a retired matter as well."""
    if number is None:
        return in_force(code)
    subject, _ = known(code)
    edition = begun(subject, today()).filter(number=number).first()
    if edition is None:
        message = f"没有第{number}版，或者还没有施行。全部版本见 detail.editions。"
        raise Refusal(404, "unknown_edition", message, editions=address("editions", code))
    return subject, edition
