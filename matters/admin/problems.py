"""The errors of a refused page as one list, each with the place it is put right."""

from collections.abc import Iterable, Iterator
from typing import Any

from matters.admin.overview import Pointer


def problems(form: Any, formsets: Iterable[Any]) -> list[Pointer]:
    """Every error of the matter's own form and of its lists, in their order."""
    return [*_of_form(form, "", ""), *(pointer for formset in formsets for pointer in _of_list(formset))]


def _of_list(formset: Any) -> Iterator[Pointer]:
    words = str(formset.model._meta.verbose_name)
    for message in formset.non_form_errors():
        yield Pointer(f"{words}：{message}", f"#{formset.prefix}-group")
    for number, form in enumerate(formset.forms, 1):
        if not (formset.can_delete and formset._should_delete_form(form)):
            yield from _of_form(form, f"{words}第{number}行 · ", f"#{form.prefix}")


def _of_form(form: Any, head: str, row: str) -> Iterator[Pointer]:
    for name, messages in form.errors.items():
        field = form[name] if name in form.fields else None
        label = f"{field.label}：" if field else ""
        for message in messages:
            yield Pointer(f"{head}{label}{message}", f"#{field.auto_id}" if field else row)
