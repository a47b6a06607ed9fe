"""A new draft with all that another matter says: for matters that differ in a few lines."""

from dataclasses import replace

from django.db import transaction

from accounts import history
from accounts.models import StaffUser
from matters.keeping import copy_of
from matters.models import Matter
from matters.storing import store


class NameTaken(Exception):
    """The department has a matter of that name already; the message says so in Chinese."""


def clone(matter: Matter, *, name: str, code: str, by: StaffUser) -> Matter:
    """A draft named `name` under the public code `code`, with the rows of `matter` and without its 实施编码 and 业务办理项编码.

    `code` was drawn when the form was shown and stands for the form: sent twice, the second finds the clone of the first and returns it. Raises
    NameTaken.
    """
    with transaction.atomic():
        source = Matter.objects.select_for_update().get(pk=matter.pk)
        if (made := Matter.objects.filter(code=code, name=name).first()) is not None:
            return made
        if Matter.objects.filter(name=name, department=source.department).exists():
            raise NameTaken(f"{source.department}已经有“{name}”这个事项，请换一个名称。")
        said = replace(
            copy_of(source),
            code=code,
            name=name,
            implementation_code="",
            item_code="",
            source_note=f"复制自{source.code}“{source.name}”"[:300],
        )
        fresh = Matter(edited_by=by)
        store(fresh, None, said)
        history.note(
            actor=by,
            action="create",
            row=fresh,
            target=f"{code} {name}",
            via="复制",
            source=f"{source.code} {source.name}",
        )
    return fresh
