"""What is handed in, what comes of it, what it costs and what it rests on. Pure."""

from matters import wording
from matters.guide import Charge, Guide, LegalBasis, Requirement
from matters.open_data.cpsv.terms import CHINESE, RENMINBI, Node, concept, node


def evidence(iri: str, base: str, guide: Guide, requirement: Requirement) -> Node:
    """A paper; whether it is needed in this situation, and how to get it, in words."""
    own = f"{iri}#evidence-{requirement.key}"
    condition = wording.requirement_condition(guide, requirement)
    said = [
        condition and f"{condition}提供",
        f"{wording.copies(requirement)}，{requirement.form.label}",
        requirement.source.label,
        wording.issued_by(requirement),
        requirement.how_to_get,
        wording.necessity(requirement),
        requirement.any_of and f"多选一：{requirement.any_of}",
        requirement.waiver,
        wording.used_by(guide, requirement),
    ]
    return node(
        id=own,
        a="cv:Evidence",
        identifier=own,
        title=requirement.name,
        description="；".join(filter(None, said)),
        language=CHINESE,
        page=[_document(base, url) for url in (requirement.blank_url, requirement.sample_url) if url],
    )


def output(iri: str, base: str, guide: Guide) -> Node:
    """The result, how it reaches the applicant and how long it is valid."""
    result, own = guide.result, f"{iri}#output"
    said = ["、".join(way.label for way in result.delivery), result.validity, result.annual_check]
    return node(
        id=own,
        a="cv:Output",
        identifier=own,
        title=result.name,
        description="；".join(filter(None, said)),
        type=concept(base, result.kind),
        language=CHINESE,
    )


def costs(iri: str, guide: Guide) -> list[Node]:
    """Every charge in words; that nothing is charged as 0 yuan."""
    if not guide.charges:
        return [_cost(f"{iri}#cost", "不收费") | {"hasValue": "0", "currency": RENMINBI}]
    return [_cost(f"{iri}#cost-{n}", _charged(guide, charge)) for n, charge in enumerate(guide.charges, 1)]


def legal_resources(iri: str, guide: Guide) -> list[Node]:
    """设定依据."""
    return [_legal(f"{iri}#basis-{number}", basis) for number, basis in enumerate(guide.legal_basis, 1)]


def rule(iri: str, guide: Guide) -> Node | None:
    """受理条件 as one rule that carries out what the law says."""
    if not guide.conditions:
        return None
    own = f"{iri}#conditions"
    return node(
        id=own,
        a="cpsv:Rule",
        identifier=own,
        title="受理条件",
        description="；".join(wording.conditional(guide, c.text, c.when) for c in guide.conditions),
        language=CHINESE,
        implements=[f"{iri}#basis-{number}" for number, _ in enumerate(guide.legal_basis, 1)],
    )


def _cost(iri: str, words: str) -> Node:
    return node(id=iri, a="cv:Cost", identifier=iri, description=words)


def _charged(guide: Guide, charge: Charge) -> str:
    return wording.conditional(guide, wording.charge_words(charge), charge.when)


def _legal(iri: str, basis: LegalBasis) -> Node:
    return node(id=iri, a="eli:LegalResource", title=wording.legal_title(basis), description=basis.text)


def _document(base: str, url: str) -> Node:
    return node(id=url if "://" in url else base + url, a="foaf:Document")
