"""Personal data under the newest key: after a new one was put first in PERSONAL_DATA_KEYS, and before an old one is taken out."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.db.models import Model

from notices.models import Applicant, Signature
from notices.personal.sealing import CannotUnseal, resealed

_SEALED: tuple[tuple[type[Model], str], ...] = (
    (Applicant, "name_sealed"),
    (Applicant, "phone_sealed"),
    (Signature, "strokes_sealed"),
    (Signature, "photo_sealed"),
)


@dataclass(slots=True)
class Resealed:
    """How many values were sealed anew, and how many no key opens."""

    done: int = 0
    lost: int = 0


def reseal_all() -> Resealed:
    """Every sealed value anew. One that somebody changed meanwhile is under the newest key already and is left alone."""
    report = Resealed()
    for model, column in (*_SEALED, *_elsewhere()):
        rows = model._default_manager.exclude(**{column: b"" if column == "photo_sealed" else ""})
        for pk, old in rows.values_list("pk", column).iterator(chunk_size=100):
            try:
                new = _anew(old)
            except CannotUnseal:
                report.lost += 1
            else:
                report.done += model._default_manager.filter(pk=pk, **{column: old}).update(**{column: new})
    return report


def _elsewhere() -> Iterator[tuple[type[Model], str]]:
    """The sealed texts of other apps, named in SEALED_TEXTS as app.Model.column."""
    for name in settings.SEALED_TEXTS:
        model, _, column = name.rpartition(".")
        yield apps.get_model(model), column


def _anew(old: str | bytes | memoryview) -> str | bytes:
    return resealed(old.encode()).decode() if isinstance(old, str) else resealed(bytes(old))
