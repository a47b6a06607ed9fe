"""Sheets on paper, with all that may be said of them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

import yaml
from django.test import Client

from matters.demo import matter_files
from matters.models import Edition
from notices.ladder import Setting
from notices.rendering import Printed, render_whole
from notices.sheet import Sheet
from tests.paper import Paper

BASE = "https://zwfw.example.gov.cn"
A4 = (595, 842)
SMALLEST, BODY = 9, 10.5


@dataclass(frozen=True)
class Sample:
    """A printed sheet with what it should say, what the typesetter said, and what its code's address answers."""

    sheet: Sheet
    setting: Setting
    printed: Printed
    paper: Paper
    complaints: list[str]
    answer: int


def edition_of(stem: str) -> Edition:
    path = next(path for path in matter_files() if path.stem == stem)
    code = yaml.safe_load(path.read_text("utf-8"))["code"]
    return Edition.objects.select_related("matter").get(matter__code=code)


def sample_of(sheet: Sheet, setting: Setting) -> Sample:
    with listening() as complaints:
        printed = render_whole(sheet, setting)
    address = urlsplit(sheet.url)
    answer = Client().get(f"{address.path}?{address.query}", secure=True).status_code
    return Sample(sheet, setting, printed, Paper(printed.data), complaints, answer)


@contextmanager
def listening() -> Iterator[list[str]]:
    """What WeasyPrint complains about meanwhile."""
    messages: list[str] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
