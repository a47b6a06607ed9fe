"""Which matters of the catalog the rows of a batch mean: found, locked and read, or given a public code of their own."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from matters.codes import fresh_codes, taken_codes
from matters.enums import Standing
from matters.exchange.applying_case import Case, Import
from matters.exchange.given import Given
from matters.exchange.matching import Ambiguous, Identity, find, meant
from matters.keeping import copies_of
from matters.models import Matter
from matters.models.matter import CODE_ALPHABET, CODE_LENGTH

_CODE = re.compile(rf"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")
_FIELDS = {
    "code": ("公开短码", "$.code"), "name": ("事项名称", "$.name"), "department": ("实施主体", "$.department"),
}  # fmt: skip
"""How a table and a JSON file name them."""
_COLUMNS = ("pk", "code", "name", "department__name", "implementation_code", "item_code", "standing", "merged_into")


def locate(cases: Sequence[Case], run: Import) -> None:
    """Give every case that is not refused its identity and its matter, locked and with its working copy as it is now where it is not new."""
    sound = [case for case in cases if not case.is_refused]
    run.index.add(_there([case.given for case in sound]))
    fresh = iter(fresh_codes(sum(not meant(case.given)[0] for case in sound)))
    for case in sound:
        _find(case, run, fresh)
    _make([case for case in sound if case.identity and case.identity.pk is None and not case.is_refused])
    _load([case for case in sound if case.identity and case.identity.pk and not case.is_refused])


def _there(givens: Iterable[Given]) -> Iterator[Identity]:
    """The catalog's matters that these might mean: at most three queries."""
    asked = [meant(given) for given in givens]
    codes = {code for code, *_ in asked if code}
    uncoded = [row for row in asked if not row[0]]
    implementations = {row[1] for row in uncoded if row[1]}
    names = {row[3] for row in uncoded if row[3]}
    for column, values in (("code", codes), ("implementation_code", implementations), ("name", names)):
        if values:
            rows = Matter.objects.filter(**{f"{column}__in": values}).order_by().values_list(*_COLUMNS)
            yield from map(_identity, rows)


def _identity(row: Sequence[Any]) -> Identity:
    pk, code, name, department, implementation, item, standing, merged = row
    return Identity(
        code, name, department, implementation, item, pk, standing == Standing.RETIRED or merged is not None
    )


def _find(case: Case, run: Import, fresh: Iterator[str]) -> None:
    try:
        identity = find(case.given, run.index)
    except Ambiguous as error:
        case.refuse("ambiguous", str(error))
        return
    if identity is None:
        if problem := _unfit_for_new(case.given):
            check, message, field = problem
            value = case.given.values.get(field)
            column, shown = _FIELDS[field][run.by_path], value if isinstance(value, str) else ""
            case.refuse(check, message, column=column, value=shown)
            return
        code, implementation, item, name, department = meant(case.given)
        identity = Identity(code or next(fresh), name, department, implementation, item)
        run.index.add([identity])
    first = run.seen.setdefault(identity.code, case.given)
    if first is not case.given:
        where = f"“{first.sheet}”第{first.row}行" if first.sheet else f"第{first.row}个"
        case.refuse("matter_twice", f"与{where}是同一个事项（{identity.name}），一个文件里只能出现一次")
    case.identity = identity


def _unfit_for_new(given: Given) -> tuple[str, str, str] | None:
    """Check, message and field."""
    code, _, _, name, department = meant(given)
    if code and not _CODE.fullmatch(code):
        message = f"公开短码“{code}”不对：六位，只用数字和不易看错的大写字母；新事项可以留空"
        return "code_malformed", message, "code"
    if not name:
        return "name_missing", "新事项必须填写事项名称", "name"
    if department:
        return None
    return "department_missing", f"目录里没有“{name}”；新事项要写在“事项”表里，并填写实施主体", "department"


def _make(cases: Sequence[Case]) -> None:
    """New matters under their public codes; a code that a bundle has, or a matter since a moment, is refused."""
    taken = taken_codes(case.identity.code for case in cases if case.identity)
    for case in cases:
        code = case.identity.code if case.identity else ""
        if code in taken:
            case.refuse("code_taken", f"公开短码“{code}”已经用在别处，请换一个或留空", value=code)
        case.matter = Matter(code=code)


def _load(cases: Sequence[Case]) -> None:
    pks = [case.identity.pk for case in cases if case.identity and case.identity.pk]
    matters = {matter.pk: matter for matter in Matter.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
    copies = dict(copies_of(pks))
    for case in cases:
        pk = case.identity.pk if case.identity else None
        if pk in copies and pk in matters:
            case.matter, case.before = matters[pk], copies[pk]
        else:
            case.refuse("gone", "这个事项刚刚被删除了，请再导入一次")
