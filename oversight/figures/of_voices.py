"""The figures of what people said, and what the office did about it. These tables change, so that they are counted as they stand."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from matters.publishing import midnight
from oversight.enums import CallOutcome, OrderState, ProblemCause
from oversight.figures.asked import Asked
from oversight.figures.figure import Figure, Group, Share, percent, rate
from oversight.figures.of_ledger import Owner
from oversight.figures.reaching import of
from oversight.models import CallBack, Case, Feedback, Finding, Problem, Stars
from oversight.models.feedback import FeedbackKind

BAD = (Stars.BAD, Stars.POOR)
Unfounded = list[tuple[str, int, int, int]]
"""Column of Tally, site, department and clerk of every rating that does not count."""


def unfounded(asked: Asked) -> Unfounded:
    """The ratings of documents of the period whose appeal was upheld; one query. They are in the tallies, which know no decisions."""
    rows = Case.objects.filter(_of_ratings(asked), is_unfounded=True, rating__at__range=_moments(asked)).order_by()
    of_notice = ("site", "matter__department", "bundle__lead_department", "clerk")
    names = ("rating__stars", *(f"rating__notice__{name}" for name in of_notice))
    return [
        (f"stars_{stars}", site, office or led, clerk) for stars, site, office, led, clerk in rows.values_list(*names)
    ]


def take_away(sums: Mapping[Owner, Counter[str]], rows: Unfounded, asked: Asked) -> None:
    """Those ratings from the sums, as far as they are in them already."""
    for column, site, department, _ in rows:
        counts = sums.get((site, 0 if asked.is_person else department), Counter())
        counts[column] -= counts[column] > 0


def by_clerk(rows: Unfounded) -> dict[int, Counter[str]]:
    """Those ratings of each clerk."""
    found: dict[int, Counter[str]] = {}
    for column, _, _, clerk in rows:
        found.setdefault(clerk, Counter())[column] += 1
    return found


def voices(asked: Asked, sums: Mapping[str, int], today: date) -> tuple[Group, ...]:
    """Satisfaction, cases and what could not be done; five queries."""
    stars = _stars(asked, sums)
    return (
        Group(key="satisfaction", name="好差评", figures=_satisfaction(stars, asked)),
        Group(key="cases", name="意见办理", figures=(_cases(asked, today), _problems(asked))),
    )


def _stars(asked: Asked, sums: Mapping[str, int]) -> dict[int, int]:
    """Ratings of documents and those that came as feedback."""
    rows = Feedback.objects.filter(_of_feedback(asked), kind=FeedbackKind.RATING, at__range=_moments(asked))
    counted = rows.exclude(case__is_unfounded=True).order_by().values("stars").annotate(n=Count("pk"))
    said = dict(counted.values_list("stars", "n"))
    return {star: sums[f"stars_{star}"] + said.get(star, 0) for star in Stars.values}


def _satisfaction(stars: dict[int, int], asked: Asked) -> tuple[Figure, ...]:
    rated, bad = sum(stars.values()), sum(stars[star] for star in BAD)
    content = rated - bad
    cases = Case.objects.filter(_bad_ratings(asked), is_unfounded=False)
    called = cases.filter(Exists(CallBack.objects.filter(case=OuterRef("pk"), outcome=CallOutcome.REACHED))).count()
    closed = Finding.objects.filter(case=OuterRef("pk"), order__state=OrderState.CLOSED)
    mended = cases.filter(Exists(closed)).count()
    return (
        Figure(
            key="content",
            name="满意率",
            definition="本期好差评里“基本满意”及以上的占多少；申诉成立的不计。",
            value=percent(content, rated),
            unit="%",
            part=content,
            whole=rated,
            shares=tuple(Share(key=str(star), label=star.label, value=stars[star]) for star in Stars),
            rows="ratings",
        ),
        rate("called", "差评回访率", "本期差评（不满意、非常不满意）里，已经接通回访的占多少。", called, bad, "cases"),
        rate("mended", "差评整改率", "本期差评里，已下达整改并且复查销号的占多少。", mended, bad, "cases"),
    )


def _cases(asked: Asked, today: date) -> Figure:
    """Answered by the last day; those whose last day has passed."""
    until = min(asked.until, today - timedelta(days=1))
    rows = Case.objects.filter(_of_cases(asked), due_on__range=(asked.since, until)).order_by()
    due = rows.values_list("due_on", "answered_at")
    answers = [at is not None and timezone.localdate(at) <= last for last, at in due]
    return rate(
        "answered",
        "意见按期答复率",
        "办理期限在本期届满的反馈、评价和办不成事，按期答复的占多少。",
        sum(answers),
        len(answers),
        "cases",
    )


def _problems(asked: Asked) -> Figure:
    where = of(asked, site="site", matter="matter", bundle="bundle", clerk="received_by")
    rows = Problem.objects.filter(where, at__range=_moments(asked)).order_by().values("cause").annotate(n=Count("pk"))
    counts = dict(rows.values_list("cause", "n"))
    shares = tuple(Share(key=cause, label=cause.label, value=counts.get(cause, 0)) for cause in ProblemCause)
    return Figure(
        key="problems",
        name="办不成事",
        definition="本期在“办不成事”窗口等渠道登记的事，按原因。",
        value=sum(counts.values()),
        unit="件",
        shares=shares,
        rows="problems",
    )


def _bad_ratings(asked: Asked) -> Q:
    moments = _moments(asked)
    rated = Q(rating__stars__in=BAD, rating__at__range=moments) & _of_ratings(asked)
    return rated | (Q(feedback__stars__in=BAD, feedback__at__range=moments) & _of_feedback(asked, "feedback__"))


def _of_ratings(asked: Asked) -> Q:
    at = "rating__notice__"
    return of(asked, site=f"{at}site", matter=f"{at}matter", bundle=f"{at}bundle", clerk=f"{at}clerk")


def _of_feedback(asked: Asked, prefix: str = "") -> Q:
    """A rating without a document belongs to a clerk only where it names the document."""
    fields = {"site": "site", "matter": "matter", "bundle": "bundle", "clerk": "notice__clerk"}
    return of(asked, **{name: prefix + field for name, field in fields.items()})


def _of_cases(asked: Asked) -> Q:
    return of(asked, site="site", matter="matter", bundle="bundle", clerk="clerk")


def _moments(asked: Asked) -> tuple[datetime, datetime]:
    """For `__range`, which includes both ends."""
    return midnight(asked.since), midnight(asked.until + timedelta(days=1)) - timedelta(microseconds=1)
