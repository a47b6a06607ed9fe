"""`merge`: several matters as one thing (一件事), as a guide of its own."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from matters.combining import result_name
from matters.enums import ExerciseLevel, MatterType, PowerSource, ProcessingType, Scope
from matters.guide import Guide, Member, Party
from matters.merging import terms
from matters.merging.asking import ask
from matters.merging.handling import handlings
from matters.merging.membership import Composition, Joining, Membership, Unmergeable, composed_of, joining
from matters.merging.papers import papers
from matters.sentences import joined
from matters.tailoring import tailor

__all__ = ["Composition", "Membership", "Unmergeable", "merge"]

T = TypeVar("T")
_SCOPES = (Scope.NONE, Scope.DISTRICT, Scope.CITY, Scope.PROVINCE, Scope.CROSS_PROVINCE, Scope.NATIONAL)


def merge(guides: Iterable[Guide | Membership], composition: Composition | None = None) -> Guide:
    """The guide of a bundle of these matters; plain guides are all handled in one stage. Merge first, tailor then: answers are not taken over.

    Its content does not depend on the order they come in (within a stage it is the order of display); the same matter twice counts once; a bundle
    alone is given back. The rules:

    - The same question (text and options) is asked once (`merging.asking`); an optional member adds one of its own, asked first.
    - A paper, known by its library material, is asked once, in the amount all members together need (`combining.combined`), as an alternative only
      as far as every member accepts it (`alternatives`), and not at all where an earlier stage yields it (`Obtained`).
    - Stages follow each other, inside a stage matters run in parallel; limits add up accordingly (`totals.total`).
    - It is handled where every member that is not optional is, in the weakest way any of them is (`merging.handling`).
    - Visits are those of the member with the most. Every charge and whatever only some of the members say carries the matter's name.

    Raises Unmergeable for no guides, for two different guides of one code and for a bundle among several.
    """
    given = [g if isinstance(g, Membership) else Membership(guide=g) for g in guides]
    if given and given[0].guide.members and all(m == given[0] for m in given):
        return given[0].guide
    members = joining(given)
    return _merged(members, composition or composed_of(members))


def _merged(members: Sequence[Joining], composition: Composition) -> Guide:
    """What the members' demands lead to (materials, limits, the result's name) is put together by `tailor`."""
    questions, members = ask(members)
    requirements, obtained = papers(members)
    within = tuple(map(_member, members))
    merged = Guide(
        **_identity(members, composition),
        **_of_all(members),
        **_of_guides([m.guide for m in members]),
        questions=questions,
        requirements=requirements,
        obtained=obtained,
        result=terms.result(members, composition.result_name or result_name(within)),
        handlings=composition.handlings or handlings(members),
        members=within,
        copies_rule=composition.copies_rule,
        promised=composition.promised,
    )
    return tailor(merged, {})


def _identity(members: Sequence[Joining], composition: Composition) -> dict[str, Any]:
    """What the composition decides, or else the department that leads."""
    guides = [m.guide for m in members]
    lead = composition.lead or min(guides, key=lambda g: g.code).department
    return {
        "code": composition.code,
        "name": composition.name,
        "synonyms": composition.synonyms,
        "summary": composition.summary,
        "department": lead,
        "joint_departments": _joint(guides, lead),
        "matter_type": _type(guides, lead),
        "consult_phone": composition.consult_phone or _of_lead(guides, lead).consult_phone,
        "complaint_phone": composition.complaint_phone or _of_lead(guides, lead).complaint_phone,
        "topics": composition.topics or _each(g.topics for g in guides),
        "source_note": composition.source_note or joined(g.source_note for g in guides),
        "demo": composition.demo or any(g.demo for g in guides),
    }


def _of_all(members: Sequence[Joining]) -> dict[str, Any]:
    """What is said with the names of those who say it."""
    return {
        "pauses": terms.pauses(members),
        "conditions": terms.conditions(members),
        "steps": terms.steps(members),
        "charges": terms.charges(members),
        "legal_basis": terms.legal_basis(members),
        "channels": terms.channels(members),
        "modes": terms.modes(members),
        "remedies": terms.remedies(members),
        "faqs": terms.faqs(members),
        "quantity_limit": terms.said(members, lambda g: g.quantity_limit),
        "prohibitions": terms.said(members, lambda g: g.prohibitions),
        "intermediary": terms.said(members, lambda g: g.intermediary),
    }


def _of_guides(guides: Sequence[Guide]) -> dict[str, Any]:
    """What is one value for the whole."""
    is_immediate = all(g.processing_type == ProcessingType.IMMEDIATE for g in guides)
    return {
        "processing_type": ProcessingType.IMMEDIATE if is_immediate else ProcessingType.COMMITTED,
        "audiences": _each(g.audiences for g in guides),
        "exercise_level": terms.only((g.exercise_level for g in guides), ExerciseLevel.COUNTY),
        "power_source": terms.only((g.power_source for g in guides), PowerSource.STATUTORY),
        "entrusting_department": terms.only((g.entrusting_department for g in guides), ""),
        "no_materials": all(g.no_materials for g in guides),
        "visits": max(g.visits for g in guides),
        "visits_reason": joined(g.visits_reason for g in guides if g.visits),
        "scope": min((g.scope for g in guides), key=_SCOPES.index),
        "scope_form": terms.only((g.scope_form for g in guides), None),
    }


def _member(member: Joining) -> Member:
    guide = member.guide
    return Member(
        code=guide.code,
        name=member.name,
        department=guide.department,
        stage=member.stage,
        edition=member.edition,
        limits=guide.limits,
        result=guide.result.name,
        yields=member.yields,
        when=member.when,
    )


def _type(guides: Sequence[Guide], lead: Party) -> MatterType:
    """The type of what the lead handles, where that is one."""
    return terms.only((g.matter_type for g in guides if g.department == lead), MatterType.OTHER_POWER)


def _joint(guides: Iterable[Guide], lead: Party) -> tuple[Party, ...]:
    parties = (p for g in guides for p in (g.department, *g.joint_departments))
    return tuple(p for p in dict.fromkeys(parties) if p != lead)


def _of_lead(guides: Sequence[Guide], lead: Party) -> Guide:
    return min(guides, key=lambda g: (g.department != lead, g.code))


def _each(rows: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for row in rows for value in row))
