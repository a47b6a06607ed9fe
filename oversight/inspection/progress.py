"""How far a round has come, notice by notice."""

from collections import Counter
from dataclasses import dataclass

from notices.clerks import named
from oversight.enums import Verdict
from oversight.inspection.items import items_of
from oversight.models import CheckAnswer, Drawn, Finding, Round


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn notice: `wrong` are the questions answered 否, with the note, `findings` what was written down of it."""

    drawn: Drawn
    is_checked: bool
    wrong: tuple[tuple[str, str], ...]
    findings: tuple[Finding, ...]

    @property
    def told_by(self) -> str:
        """The clerk, and in whose place."""
        return named(self.drawn.notice.clerk, self.drawn.notice.acting_for)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often a question was answered so."""

    question: str
    yes: int
    no: int
    none: int


@dataclass(frozen=True, slots=True)
class Progress:
    """`lines` in the order of the draw."""

    lines: tuple[Line, ...]
    tallies: tuple[Tally, ...]

    @property
    def checked(self) -> int:
        """How many are done."""
        return sum(1 for line in self.lines if line.is_checked)

    @property
    def wrong(self) -> int:
        """How many have something wrong."""
        return sum(1 for line in self.lines if line.wrong)

    @property
    def is_stratified(self) -> bool:
        """Whether the parts of the draw have names."""
        return any(line.drawn.stratum for line in self.lines)

    @property
    def next(self) -> Line | None:
        """The first that is not done."""
        return next((line for line in self.lines if not line.is_checked), None)


def progress_of(begun: Round) -> Progress:
    """Of all its notices; three queries."""
    questions = {item.key: item.question for item in items_of(begun.items)}
    answers: dict[int, list[CheckAnswer]] = {}
    for answer in CheckAnswer.objects.filter(drawn__round=begun).order_by("pk"):
        answers.setdefault(answer.drawn_id, []).append(answer)
    findings: dict[int, list[Finding]] = {}
    for finding in Finding.objects.filter(drawn__round=begun).order_by("pk"):
        findings.setdefault(finding.drawn_id or 0, []).append(finding)
    return Progress(
        tuple(_line(one, questions, answers.get(one.pk, []), findings.get(one.pk, [])) for one in drawn_of(begun)),
        tuple(_tallies(questions, [answer for several in answers.values() for answer in several])),
    )


def next_of(drawn: Drawn) -> Drawn | None:
    """The next notice of the round that nobody checked, after this one and then from the beginning."""
    rest = list(Drawn.objects.filter(round=drawn.round_id, answers=None).exclude(pk=drawn.pk).order_by("position"))
    return next((one for one in rest if one.position > drawn.position), rest[0] if rest else None)


def drawn_of(begun: Round) -> list[Drawn]:
    """All its notices in the order of the draw, with what every list shows of them; one query."""
    joined = (
        "notice__site",
        "notice__clerk",
        "notice__acting_for",
        "notice__matter",
        "notice__bundle",
        "notice__voiding",
    )
    rows = Drawn.objects.filter(round=begun).select_related(*joined).defer("notice__snapshot", "notice__answers")
    return list(rows.order_by("position"))


def _line(one: Drawn, questions: dict[str, str], answers: list[CheckAnswer], findings: list[Finding]) -> Line:
    wrong = ((questions.get(a.key, a.key), a.note) for a in answers if a.verdict == Verdict.NO)
    return Line(one, bool(answers), tuple(wrong), tuple(findings))


def _tallies(questions: dict[str, str], answers: list[CheckAnswer]) -> list[Tally]:
    counted = Counter((answer.key, answer.verdict) for answer in answers)
    return [
        Tally(question, *(counted[key, verdict] for verdict in (Verdict.YES, Verdict.NO, Verdict.NONE)))
        for key, question in questions.items()
    ]
