"""变化: what was published, suspended or retired since somebody last asked."""

from datetime import UTC, datetime, time
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from ninja import Field, Query, Router, Schema
from pydantic import WithJsonSchema

from matters.api.answers import REFUSED, answer_hashed
from matters.api.problems import Refusal
from matters.open_data.changes import EARLIEST, LATEST, BadCursor, Position, changes, since
from matters.open_data.shapes import Changes

router = Router(tags=["版本与变化"])
_FORMATS = [{"format": "date"}, {"format": "date-time"}, {"maxLength": 0}]
_MOMENT = {"type": "string", "anyOf": _FORMATS, "examples": ["2026-01-01"]}


class ChangesWanted(Schema):
    """From when on, and how many at the most."""

    since: Annotated[str, WithJsonSchema(_MOMENT)] = Field(
        "", description="从这一天或这一时刻起（ISO 8601），不写时区为北京时间"
    )
    cursor: str = Field("", pattern="^[A-Za-z0-9_-]*$", description="上一次回答里的 cursor，优先于 since")
    size: int = Field(100, ge=1, le=200, description="最多几条")


@router.get("", response={200: Changes, **REFUSED}, url_name="changes", summary="某时以来的变化")
def listed(request: HttpRequest, wanted: Query[ChangesWanted]) -> HttpResponse:
    """发布、失效、暂停、恢复、取消、合并，旧的在前。用回答里的 `cursor` 接着取；最近10秒的会再次出现，以 `id` 识别。"""
    return answer_hashed(request, changes(_after(wanted.since, wanted.cursor), wanted.size, timezone.now()))


def _after(said: str, cursor: str) -> Position:
    try:
        return Position.of(cursor) if cursor else since(_moment(said) if said else EARLIEST)
    except BadCursor as error:
        raise Refusal(400, "bad_cursor", "cursor 不是本接口给出的，请去掉它，用 since 从头取。") from error
    except ValueError as error:
        raise Refusal(
            400, "bad_parameter", "since 应为日期或时间，如 2026-01-01 或 2026-01-01T08:00:00+08:00。"
        ) from error


def _moment(said: str) -> datetime:
    """Raises ValueError."""
    day = parse_date(said)
    found = datetime.combine(day, time.min) if day else parse_datetime(said)
    if found is None:
        raise ValueError(said)
    return _within_reach(found)


def _within_reach(moment: datetime) -> datetime:
    """Aware, and not so near the ends of the calendar that it could not be told in another zone."""
    if moment.year < EARLIEST.year:
        return EARLIEST
    if moment.year >= LATEST.year:
        return LATEST
    return (moment if timezone.is_aware(moment) else timezone.make_aware(moment)).astimezone(UTC)
