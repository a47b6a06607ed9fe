"""Working copies of every shape for hypothesis, and how a copy goes out into rows and comes back."""

from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from matters import enums
from matters import guide as g
from matters.exchange.columns import TABLES
from matters.exchange.columns_written import written
from matters.exchange.given import Given, RawRow
from matters.exchange.joining import FileTable
from matters.exchange.understanding import understand
from matters.working_copy import LISTS, Desk, Requirement, WorkingCopy

_LETTERS = st.one_of(
    st.sampled_from("一二三四五是否无空张省市县本人户口证材料（）()《》〔〕、，。；：？！“”—…·①②１２ＡＢ"),
    st.sampled_from("abcxyzABCE0123456789 .,;:/\\|-_=+@'\"^~<>&#%\n"),
    st.sampled_from("<p>"),
)
_WHOLE = st.sampled_from(
    [
        "无",
        "/",
        "-",
        "null",
        "详见附件",
        "<p>字</p>",
        "&nbsp;",
        "10个工作日",
        "1.15E+17",
        "=1+1",
        "'字",
        "1、甲\n2、乙",
        " 字 ",
        "（市级)",
        "到到",
        '["a"]',
    ]
)


def texts(least: int = 0, most: int = 14) -> st.SearchStrategy[str]:
    """Printable texts, with a liking for those that mean something to the reader."""
    return st.one_of(st.text(_LETTERS, min_size=least, max_size=most), _WHOLE.filter(lambda t: len(t) <= most))


KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,6}", fullmatch=True)
PARTIES = st.builds(g.Party, name=texts(1), code=texts())
WORDS = st.text(_LETTERS, min_size=1, max_size=6).filter(lambda word: word.split() == [word])


def several(strategy: st.SearchStrategy[Any], most: int = 3, **options: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """A short tuple."""
    return st.lists(strategy, max_size=most, **options).map(tuple)


def _questions() -> st.SearchStrategy[tuple[g.Question, ...]]:
    option = st.builds(g.Option, key=KEYS, text=texts(1), note=texts())
    options = several(option, unique_by=lambda o: o.key)
    return several(
        st.builds(g.Question, key=KEYS, text=texts(1), options=options, help=texts()), unique_by=lambda q: q.key
    )


def _lists(when: st.SearchStrategy[tuple[str, ...]]) -> dict[str, st.SearchStrategy[Any]]:
    pick = st.sampled_from
    count = st.integers(0, 999)
    requirement = st.builds(
        Requirement, key=texts(most=10), material=texts(1), name_override=texts(), original=count, copies=count, form=pick(enums.Form),
        source=pick([None, *enums.Source]), issuer=texts(), how_to_get=texts(), fill_note=texts(), standard=texts(), basis=texts(),
        waiver=texts(), when=when, any_of=texts(), necessity=st.just(enums.Necessity.DEFERRABLE), defer=texts(),
    )  # fmt: skip
    rows: dict[str, st.SearchStrategy[Any]] = {
        "limits": st.builds(g.Limit, kind=pick(enums.LimitKind), amount=count, unit=pick(enums.LimitUnit), note=texts(), when=when),
        "pauses": st.builds(g.Pause, name=texts(1), limit=texts(), note=texts()),
        "conditions": st.builds(g.Condition, text=texts(1), when=when),
        "requirements": requirement,
        "steps": st.builds(
            g.Step, name=texts(1), who=texts(), level=pick([None, *enums.Level]), content=texts(), limit=texts(), result=texts(),
            standard=texts(), when=when,
        ),
        "charges": st.builds(g.Charge, name=texts(1), standard=texts(1), basis=texts(), reduction=texts(), when=when),
        "legal_basis": st.builds(g.LegalBasis, title=texts(1), number=texts(), article=texts(), text=texts()),
        "channels": st.builds(g.Channel, kind=pick(enums.ChannelKind), url=texts(), note=texts()),
        "modes": st.builds(g.Mode, kind=pick(enums.ModeKind), note=texts()),
        "handlings": st.builds(
            g.Handling, level=pick(enums.Level), how=pick(enums.How), sites=several(KEYS), note=texts(), when=when,
            back_office=st.none() | PARTIES,
        ),
        "desks": st.builds(
            Desk, site=texts(1), floor=texts(), window=texts(), phone=texts(), address=texts(), hours=texts(), note=texts()
        ),
        "remedies": st.builds(g.Remedy, kind=pick(enums.RemedyKind), authority=texts(), period=texts()),
        "faqs": st.builds(g.Faq, question=texts(1), answer=texts(1)),
    }  # fmt: skip
    return {name: several(row) for name, row in rows.items()}


def _own() -> dict[str, st.SearchStrategy[Any]]:
    pick = st.sampled_from
    plain = ("short_name", "summary", "main_item", "item_code", "basic_code", "implementation_code", "entrusting_department", "result_name",
             "result_validity", "result_annual_check", "visits_reason", "quantity_limit", "prohibitions", "intermediary", "consult_phone",
             "complaint_phone", "source_note")  # fmt: skip
    return {
        **{name: texts() for name in plain},
        "name": texts(1),
        "synonyms": several(WORDS),
        "department": PARTIES,
        "joint_departments": several(st.builds(g.Party, name=WORDS, code=WORDS | st.just(""))),
        "matter_type": pick(enums.MatterType),
        "processing_type": pick(enums.ProcessingType),
        "audiences": several(pick(enums.Audience), unique=True),
        "exercise_level": pick(enums.ExerciseLevel),
        "power_source": pick(enums.PowerSource),
        "result_kind": pick(enums.ResultKind),
        "result_delivery": several(pick(enums.Delivery), unique=True),
        "scope": pick(enums.Scope),
        "scope_form": pick([None, *enums.ScopeForm]),
        "topics": several(WORDS),
        "visits": st.integers(0, 10),
        "review_months": st.integers(0, 60),
        **{name: st.booleans() for name in ("no_materials", "allow_two_sides", "demo")},
    }


@st.composite
def working_copies(draw: st.DrawFn, *, code: str = "K7M2PA") -> WorkingCopy:
    """A matter with any of its lists; its conditions name options it has."""
    questions = draw(_questions())
    tokens = [f"{q.key}.{o.key}" for q in questions for o in q.options]
    when = several(st.sampled_from(tokens), unique=True) if tokens else st.just(())
    lists = {name: draw(rows) for name, rows in _lists(when).items()}
    own = {name: draw(value) for name, value in _own().items()}
    return WorkingCopy(code=code, questions=questions, **own, **lists)


def rows_of(copies: Iterable[WorkingCopy]) -> list[FileTable]:
    """The tables of a file that holds these matters, as they would be read back: empty cells left out."""
    copies = list(copies)
    return [
        FileTable(table, table.sheet, table.headings, [
            RawRow(number, {h: c for h, c in zip(table.headings, cells, strict=True) if c != ""})
            for number, cells in enumerate((row for copy in copies for row in written(table, copy)), start=2)
        ])
        for table in TABLES
    ]  # fmt: skip


def copy_of(given: Given) -> WorkingCopy:
    """The matter a file describes in full."""
    return WorkingCopy(**given.values, **{name: given.lists.get(name, ()) for name in LISTS})


def out_and_back(*copies: WorkingCopy) -> list[Given]:
    """What is understood of the file that holds these matters."""
    return list(understand(rows_of(copies)))
