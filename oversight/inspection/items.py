"""The check sheet: the office's questions, the product's own to begin with, and what a round keeps of them."""

from collections.abc import Iterable
from dataclasses import dataclass

import yaml
from django.conf import settings
from django.db import transaction

from accounts import audit
from accounts.models import StaffUser
from matters.plain import from_plain, to_plain
from oversight.models import CheckAnswer, CheckItem

DEFAULT = settings.BASE_DIR / "fixtures" / "check_sheet.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A question as a round keeps it; see the columns of `CheckItem`."""

    key: str
    question: str
    hint: str = ""
    auto: str = ""


def default_items() -> list[Item]:
    """The product's own questions, in their order."""
    return [from_plain(Item, row) for row in yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))]


def items_now() -> list[dict[str, str]]:
    """The active questions as plain data, for a round that begins. An office that has none yet begins with the product's own."""
    if not CheckItem.objects.exists():
        restore_default(by=None)
    rows = CheckItem.objects.filter(is_active=True)
    return [to_plain(Item(key=row.key, question=row.question, hint=row.hint, auto=row.auto)) for row in rows]


def items_of(plain: Iterable[dict[str, str]]) -> list[Item]:
    """The questions a round kept."""
    return [from_plain(Item, row) for row in plain]


@transaction.atomic
def restore_default(*, by: StaffUser | None) -> int:
    """Put the product's questions back as they were, active and first, and leave the office's own behind them; how many changed."""
    changed = sum(_put_back(item, position) for position, item in enumerate(default_items(), 1))
    if changed:
        audit.record(actor=by, action="restore_check_sheet", target="检查表", updated=changed)
    return changed


def was_used(item: CheckItem) -> bool:
    """Whether an inspection has answered it: then it is kept, and can only be set inactive."""
    return CheckAnswer.objects.filter(key=item.key).exists()


def _put_back(item: Item, position: int) -> bool:
    wanted = {"question": item.question, "hint": item.hint, "auto": item.auto, "position": position, "is_active": True}
    row, created = CheckItem.objects.get_or_create(key=item.key, defaults=wanted)
    if created or all(getattr(row, name) == value for name, value in wanted.items()):
        return created
    CheckItem.objects.filter(pk=row.pk).update(**wanted)
    return True
