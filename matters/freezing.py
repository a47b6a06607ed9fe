"""Working copy to plain data: the rows editors change become one `Guide`."""

from django.db.models import Prefetch, QuerySet

from matters import guide as g
from matters.enums import (
    Audience,
    ChannelKind,
    Delivery,
    ExerciseLevel,
    Form,
    How,
    Level,
    LimitKind,
    LimitUnit,
    MatterType,
    ModeKind,
    Necessity,
    PowerSource,
    ProcessingType,
    RemedyKind,
    ResultKind,
    Scope,
    ScopeForm,
    Source,
)
from matters.models import Department, Desk, Handling, Matter, Question, Requirement

_LISTS = (
    "limits",
    "pauses",
    "conditions",
    "steps",
    "charges",
    "legal_basis",
    "channels",
    "modes",
    "remedies",
    "faqs",
    "topics",
)


def ready_to_freeze() -> QuerySet[Matter]:
    """Matters with everything `freeze` reads, in a constant number of queries."""
    return Matter.objects.select_related("department").prefetch_related(
        *_LISTS,
        "joint_departments",
        Prefetch("requirements", Requirement.objects.select_related("material")),
        Prefetch("questions", Question.objects.prefetch_related("options")),
        Prefetch("handlings", Handling.objects.select_related("back_office").prefetch_related("sites")),
        Prefetch("desks", Desk.objects.select_related("site")),  # not frozen; checked beside the guide
    )


def freeze(matter: Matter) -> g.Guide:
    """The guide as it would be published now; complete or not (see `completeness`)."""
    return g.Guide(
        code=matter.code,
        name=matter.name,
        short_name=matter.short_name,
        synonyms=tuple(matter.synonyms.split()),
        summary=matter.summary,
        basic_code=matter.basic_code,
        implementation_code=matter.implementation_code,
        item_code=matter.item_code,
        matter_type=MatterType(matter.matter_type),
        processing_type=ProcessingType(matter.processing_type),
        audiences=tuple(Audience(a) for a in matter.audiences),
        department=_party(matter.department),
        joint_departments=tuple(_party(d) for d in matter.joint_departments.all()),
        exercise_level=ExerciseLevel(matter.exercise_level),
        power_source=PowerSource(matter.power_source),
        entrusting_department=matter.entrusting_department,
        limits=tuple(
            g.Limit(kind=LimitKind(x.kind), amount=x.amount, unit=LimitUnit(x.unit), note=x.note, when=_when(x.when))
            for x in matter.limits.all()
        ),
        pauses=tuple(g.Pause(name=x.name, limit=x.limit, note=x.note) for x in matter.pauses.all()),
        conditions=tuple(g.Condition(text=x.text, when=_when(x.when)) for x in matter.conditions.all()),
        questions=tuple(_question(q) for q in matter.questions.all()),
        no_materials=matter.no_materials,
        requirements=tuple(_requirement(r) for r in matter.requirements.all()),
        steps=tuple(
            g.Step(
                name=s.name,
                who=s.who,
                level=Level(s.level) if s.level else None,
                content=s.content,
                limit=s.limit,
                result=s.result,
                standard=s.standard,
                when=_when(s.when),
            )
            for s in matter.steps.all()
        ),
        charges=tuple(
            g.Charge(name=c.name, standard=c.standard, basis=c.basis, reduction=c.reduction, when=_when(c.when))
            for c in matter.charges.all()
        ),
        legal_basis=tuple(
            g.LegalBasis(title=b.title, number=b.number, article=b.article, text=b.text)
            for b in matter.legal_basis.all()
        ),
        result=g.Result(
            name=matter.result_name,
            kind=ResultKind(matter.result_kind),
            delivery=tuple(Delivery(d) for d in matter.result_delivery),
            validity=matter.result_validity,
            annual_check=matter.result_annual_check,
        ),
        visits=matter.visits,
        visits_reason=matter.visits_reason,
        channels=tuple(g.Channel(kind=ChannelKind(c.kind), url=c.url, note=c.note) for c in matter.channels.all()),
        scope=Scope(matter.scope),
        scope_form=ScopeForm(matter.scope_form) if matter.scope_form else None,
        modes=tuple(g.Mode(kind=ModeKind(m.kind), note=m.note) for m in matter.modes.all()),
        quantity_limit=matter.quantity_limit,
        prohibitions=matter.prohibitions,
        intermediary=matter.intermediary,
        handlings=tuple(_handling(h) for h in matter.handlings.all()),
        consult_phone=matter.consult_phone,
        complaint_phone=matter.complaint_phone,
        remedies=tuple(
            g.Remedy(kind=RemedyKind(r.kind), authority=r.authority, period=r.period) for r in matter.remedies.all()
        ),
        faqs=tuple(g.Faq(question=f.question, answer=f.answer) for f in matter.faqs.all()),
        topics=tuple(t.name for t in matter.topics.all()),
        source_note=matter.source_note,
        demo=matter.demo,
    )


def _when(tokens: str) -> g.When:
    return tuple(tokens.split())


def _party(department: Department) -> g.Party:
    return g.Party(name=department.name, code=department.code)


def _question(question: Question) -> g.Question:
    return g.Question(
        key=question.key,
        text=question.text,
        help=question.help,
        when=_when(question.when),
        options=tuple(g.Option(key=o.key, text=o.text, note=o.note) for o in question.options.all()),
    )


def _requirement(r: Requirement) -> g.Requirement:
    library = r.material
    return g.Requirement(
        key=r.key or f"r{r.pk}",
        name=r.name,
        material=library.name,
        original=r.original,
        copies=r.copies,
        form=Form(r.form),
        necessity=Necessity(r.necessity),
        defer=r.defer,
        source=Source(r.source or library.source),
        issuer=r.issuer or library.issuer,
        how_to_get=r.how_to_get or library.how_to_get,
        fill_note=r.fill_note,
        standard=r.standard,
        basis=r.basis,
        blank_url=library.blank_form.url if library.blank_form else "",
        sample_url=library.filled_sample.url if library.filled_sample else "",
        waiver=r.waiver,
        when=_when(r.when),
        any_of=r.any_of,
    )


def _handling(handling: Handling) -> g.Handling:
    return g.Handling(
        level=Level(handling.level),
        how=How(handling.how),
        sites=tuple(sorted(s.code for s in handling.sites.all())),
        back_office=_party(handling.back_office) if handling.back_office else None,
        note=handling.note,
        when=_when(handling.when),
    )
