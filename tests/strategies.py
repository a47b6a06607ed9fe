"""Hypothesis strategies: any guide at all, guides whose conditions make sense, and answers to their questions."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from matters.enums import Form, How, Level, LimitKind, LimitUnit, Necessity, Source
from matters.guide import Charge, Condition, Guide, Handling, Limit, Option, Party, Question, Requirement, Step
from matters.merging import Membership, merge
from tests.factories import make_guide

any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
words = st.text("一二三四五六七八九十市民凭证明书AB12", min_size=1, max_size=10)


def anything(kind: Any, within: tuple[Any, ...] = ()) -> st.SearchStrategy[Any]:
    """Any value of a field's type, down to the last part of a dataclass; one that holds its own kind holds none (`within`)."""
    if kind is str:
        return any_text
    if kind is int:
        return st.integers(0, 10_000)
    if get_origin(kind) is tuple:
        of = get_args(kind)[0]
        return st.just(()) if of in within else st.lists(anything(of, within), max_size=2).map(tuple)
    if type(None) in get_args(kind):
        return st.none() | anything(get_args(kind)[0], within)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return st.builds(kind, **{f.name: anything(hints[f.name], (*within, kind)) for f in fields(kind)})
    return st.from_type(kind)


guides = anything(Guide)


@st.composite
def asking_guides(draw: st.DrawFn) -> Guide:
    """A guide with up to three questions, later ones perhaps opened by earlier ones, and rows that depend on them."""
    questions = draw(_questions())
    tokens = [f"{q.key}.{o.key}" for q in questions for o in q.options]
    when = st.lists(st.sampled_from(tokens), max_size=3, unique=True).map(_in_order) if tokens else st.just(())
    return replace(
        make_guide(),
        questions=questions,
        requirements=draw(_requirements(when)),
        steps=draw(_rows(st.builds(Step, name=words, who=words, limit=words, result=words, when=when))),
        charges=draw(_rows(st.builds(Charge, name=words, standard=words, basis=words, when=when))),
        conditions=draw(_rows(st.builds(Condition, text=words, when=when))),
        handlings=draw(_rows(st.builds(Handling, level=st.sampled_from(Level), how=st.sampled_from(How), when=when))),
        limits=draw(_rows(_limits(when))),
    )


@st.composite
def answered_guides(draw: st.DrawFn) -> tuple[Guide, dict[str, str]]:
    """An asking guide and answers to some of its questions."""
    guide = draw(asking_guides())
    return guide, {q.key: draw(st.sampled_from(q.options)).key for q in guide.questions if draw(st.booleans())}


@st.composite
def bundles(draw: st.DrawFn) -> list[Membership]:
    """One to four matters of three stages that share papers and questions; some are optional, some yield a paper."""
    return [
        Membership(
            guide=draw(_member_guide(code)),
            stage=draw(st.integers(1, 3)),
            yields=draw(st.just("") | st.sampled_from(PAPERS)),
            is_optional=draw(st.booleans()),
        )
        for code in draw(st.lists(st.sampled_from(("MA2222", "MB3333", "MC4444", "MD5555")), min_size=1, unique=True))
    ]


@st.composite
def answered_bundles(draw: st.DrawFn) -> tuple[list[Membership], dict[str, str]]:
    """A bundle and answers to some of the questions of its merge."""
    members = draw(bundles())
    questions = merge(members).questions
    return members, {q.key: draw(st.sampled_from(q.options)).key for q in questions if draw(st.booleans())}


@st.composite
def decided_bundles(draw: st.DrawFn) -> tuple[list[Membership], dict[str, str]]:
    """A bundle and answers to all questions of its merge."""
    members = draw(bundles())
    return members, {q.key: draw(st.sampled_from(q.options)).key for q in merge(members).questions}


PAPERS = ("居民身份证", "户口簿", "营业执照", "照片", "申请表")


@st.composite
def _member_guide(draw: st.DrawFn, code: str) -> Guide:
    guide = draw(asking_guides())
    paper = st.builds(
        lambda paper, number, suffix: replace(
            paper, key=f"r{number}", material=PAPERS[number], name=PAPERS[number] + suffix
        ),
        st.sampled_from(guide.requirements or make_guide().requirements),
        st.integers(0, len(PAPERS) - 1),
        st.sampled_from(("", "", "（双方）")),
    )
    papers = draw(st.lists(paper, max_size=4, unique_by=lambda r: (r.material, r.name)))
    return replace(
        guide,
        code=code,
        name=f"事项{code}",
        department=draw(st.sampled_from((Party(name="甲局"), Party(name="乙局")))),
        requirements=tuple(replace(r, key=f"r{n}") for n, r in enumerate(papers)),
        result=replace(guide.result, name=f"{code}证"),
    )


@st.composite
def _questions(draw: st.DrawFn) -> tuple[Question, ...]:
    questions: list[Question] = []
    for number in range(draw(st.integers(0, 3))):
        options = tuple(Option(key=key, text=f"选项{number}{key}") for key in "abc"[: draw(st.integers(2, 3))])
        earlier = [f"{q.key}.{o.key}" for q in questions for o in q.options]
        when = tuple(draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))) if earlier else ()
        questions.append(Question(key=f"q{number}", text=f"问题{number}", options=options, when=when))
    return tuple(questions)


def _in_order(tokens: list[str]) -> tuple[str, ...]:
    return tuple(sorted(tokens))


def _requirements(when: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[tuple[Requirement, ...]]:
    paper = st.builds(
        Requirement,
        key=st.integers(0, 99).map("m{}".format),
        name=words,
        original=st.integers(0, 3),
        copies=st.integers(0, 3),
        form=st.sampled_from(Form),
        necessity=st.sampled_from(Necessity),
        defer=st.just("") | words,
        source=st.sampled_from(Source),
        issuer=st.just("") | words,
        how_to_get=st.just("") | words,
        fill_note=st.just("") | words,
        waiver=st.just("") | words,
        any_of=st.sampled_from(["", "", "身份证明"]),
        when=when,
    )
    return st.lists(paper, max_size=6, unique_by=lambda r: r.key).map(tuple)


def _limits(when: st.SearchStrategy[tuple[str, ...]]) -> st.SearchStrategy[Limit]:
    return st.builds(
        Limit,
        kind=st.sampled_from(LimitKind),
        amount=st.integers(0, 60),
        unit=st.sampled_from(LimitUnit),
        when=when,
    )


def _rows(row: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Rows that differ in more than their condition."""
    return st.lists(row, max_size=3, unique_by=lambda r: replace(r, when=())).map(tuple)
