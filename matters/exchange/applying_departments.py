"""The departments that the matters of a file name: known by name, and made where they are missing."""

from collections.abc import Iterable, Iterator, Sequence

from accounts import history
from matters.exchange.applying_case import Case, Import
from matters.exchange.given import Given, Severity
from matters.exchange.organisation_codes import plausible
from matters.guide import Party
from matters.models import Department
from matters.storing import Known


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


def refer(case: Case, party: Party, known: Known, run: Import) -> None:
    """Find the department in `known`, or add it there, unsaved. Under a scope a new one is an error; another code than the catalog's is told once."""
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
