"""What the matters of a file refer to: departments that are made where they are missing, topics left out, sites that must be there."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from accounts import history
from matters.exchange.applying_case import Case, Import
from matters.exchange.codes import plausible
from matters.exchange.given import Given, Severity
from matters.guide import Party
from matters.models import Department
from matters.storing import Known
from matters.working_copy import WorkingCopy


def learn_codes(givens: Iterable[Given], run: Import) -> None:
    """Count the codes that are right beside each department's name, so that a new one gets the code most rows have."""
    for given in givens:
        for party in _parties_of(given):
            if code := plausible(party.code):
                run.department_codes[party.name][code] += 1


def _code_for(name: str, run: Import) -> str:
    codes = run.department_codes.get(name)
    return codes.most_common(1)[0][0] if codes else ""


def _parties_of(given: Given) -> Iterator[Party]:
    if department := given.values.get("department"):
        yield department
    yield from given.values.get("joint_departments", ())
    yield from (h.back_office for h in given.lists.get("handlings", ()) if h.back_office)


def referred(case: Case, copy: WorkingCopy, known: Known, run: Import) -> WorkingCopy:
    """The copy without topics that are not in the catalog. Missing sites are an error, missing departments are added to `known`, unsaved."""
    for name, index, code in _sites(copy):
        if code not in known.sites:
            column = f"$.{name}[{index}]" if run.by_path else "地点"
            case.refuse("site_unknown", _no_such_site(code, known), column=column, value=code, at=(name, index))
    for party in copy.parties:
        _refer(case, party, known, run)
    missing = [name for name in copy.topics if name not in known.topics]
    if missing:
        words = "、".join(missing)
        case.say(Severity.WARNING, "topic_unknown", f"目录里没有主题“{words}”，没有导入", column="主题", value=words)
        copy = replace(copy, topics=tuple(name for name in copy.topics if name in known.topics))
    return copy


def _sites(copy: WorkingCopy) -> Iterator[tuple[str, int, str]]:
    """List, index and code of every site that a row names."""
    yield from (("desks", index, desk.site) for index, desk in enumerate(copy.desks))
    yield from (("handlings", index, code) for index, row in enumerate(copy.handlings) for code in row.sites)


def _no_such_site(code: str, known: Known) -> str:
    meant = next((site.code for site in known.sites.values() if code == site.name), "")
    return f"目录里没有代号为“{code}”的办事地点" + (f"，这个名称的代号是“{meant}”" if meant else "")


def _refer(case: Case, party: Party, known: Known, run: Import) -> None:
    department = known.departments.get(party.name)
    if department is None:
        if run.scope is not None:
            case.refuse("department_unknown", f"目录里没有部门“{party.name}”", column="实施主体", value=party.name)
        known.departments[party.name] = Department(name=party.name, code=_code_for(party.name, run))  # type: ignore[index]
    elif party.code and party.code != department.code and ("code", party.name, party.code) not in run.told:
        run.told.add(("code", party.name, party.code))
        there = f"目录里是{department.code}" if department.code else "目录里没有编码"
        message = f"“{party.name}”的统一社会信用代码与目录不同（{there}），按目录不改"
        case.say(Severity.WARNING, "department_code_differs", message, column="统一社会信用代码", value=party.code)


def make_departments(cases: Sequence[Case], known: Known, run: Import) -> None:
    """Store the new departments that matters going in refer to, each said once."""
    for case in cases:
        for party in case.after.parties if case.after else ():
            department = known.departments[party.name]
            if department._state.adding:
                department.save()
                run.departments.add(department.name)
                history.note(actor=run.by, action="create", row=department, via=run.via)
                _tell(case, department, run)
            elif not department.code and department.name in run.departments and (code := _code_for(party.name, run)):
                department.code = code
                department.save(update_fields=["code"])


def _tell(case: Case, department: Department, run: Import) -> None:
    if ("department", department.name) not in run.told:
        run.told.add(("department", department.name))
        code = f"，统一社会信用代码{department.code}" if department.code else "，还没有统一社会信用代码"
        case.say(
            Severity.NOTE,
            "department_created",
            f"目录里原来没有部门“{department.name}”，新建{code}",
            column="实施主体",
            value=department.name,
        )
