"""走流程: the list, beginning one, and the page on which a manager writes while walking."""

import secrets

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from matters.models import Edition
from matters.publishing import today
from matters.search import searching
from notices.access import StaffRequest
from notices.views.request_keys import request_key
from oversight.about import about
from oversight.access import ADD_TRIALS, VIEW_TRIALS, overseer, visible_trials
from oversight.models import TrialRun, TrialStep
from oversight.refusal import CannotDo
from oversight.trials.forms import BeginForm, FinishForm, NewStepForm, StepForm
from oversight.trials.walked import compared, guide_of
from oversight.trials.walking import add_step, begin, finish, start_clock, write_down

PAGE = 30


@require_safe
@overseer(VIEW_TRIALS, ADD_TRIALS)
def trials(request: StaffRequest) -> HttpResponse:
    """`/oversight/trials/`: newest first."""
    snags = Count("steps", filter=~Q(steps__snag=""), distinct=True)
    rows = visible_trials(request.user).annotate(snags=snags, found=Count("findings", distinct=True))
    page = Paginator(rows.select_related("matter", "bundle", "site", "by").order_by("-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "oversight/trials/trials.html", {"area": "trials", "page": page})


@require_safe
@overseer(ADD_TRIALS)
def choose(request: StaffRequest) -> HttpResponse:
    """`/oversight/trials/new/?q=`: which matter or 一件事."""
    words = request.GET.get("q", "")[:100]
    context = {"area": "trials", "q": words, "hits": searching.suggest(words, 12) or searching.most_used(12)}
    return render(request, "oversight/trials/choose.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@overseer(ADD_TRIALS)
def new(request: StaffRequest, code: str) -> HttpResponse:
    """`/oversight/trials/new/<code>/`: the situation (GET), and off (POST). 404 for what is not in force."""
    edition = _in_force(code.upper())
    form = BeginForm(request.POST or None, guide=edition.guide, initial={"key": secrets.token_urlsafe(16)})
    if form.is_valid():
        data = form.cleaned_data
        key = request_key("trial", data["key"], request.user.pk, edition.pk)
        where = {"site": data["site"], "with_citizen": data["with_citizen"]}
        run = begin(edition, by=request.user, answers=form.answers, request_key=key, **where)
        return redirect("oversight_trial", run.pk)
    context = {"area": "trials", "edition": edition, "form": form}
    return render(request, "oversight/trials/new.html", context, status=400 if form.is_bound else 200)


@require_safe
@overseer(VIEW_TRIALS, ADD_TRIALS)
def trial(request: StaffRequest, pk: int) -> HttpResponse:
    """`/oversight/trials/<pk>/`: every step with what is told of it; to write on as long as it is one's own and not over."""
    run = get_object_or_404(_with_parts(request), pk=pk)
    return _page(request, run)


@require_POST
@overseer(ADD_TRIALS)
def write_step(request: StaffRequest, pk: int) -> HttpResponse:
    """A step's clock started (`clock`; not where the minutes are written already), or how it went."""
    step = get_object_or_404(
        TrialStep.objects.filter(run__in=visible_trials(request.user)).select_related("run"), pk=pk
    )
    form = StepForm(request.POST)
    try:
        if form.is_valid():
            given = dict(form.cleaned_data)
            if "clock" in request.POST and given["minutes"] is None:
                start_clock(step, by=request.user, as_told=given["as_told"], snag=given["snag"])
            else:
                write_down(step, by=request.user, **given)
    except CannotDo as refusal:
        form.add_error(refusal.field or None, str(refusal))
    if form.errors:
        return _page(request, get_object_or_404(_with_parts(request), pk=step.run_id), refused=(step.pk, form))
    return redirect(f"{run_url(step.run)}#step-{step.pk}")


@require_POST
@overseer(ADD_TRIALS)
def new_step(request: StaffRequest, pk: int) -> HttpResponse:
    """A step that the edition does not tell of."""
    run = get_object_or_404(_with_parts(request), pk=pk)
    form = NewStepForm(request.POST)
    if form.is_valid():
        try:
            step = add_step(run, by=request.user, name=form.cleaned_data["name"])
        except CannotDo as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            return redirect(f"{run_url(run)}#step-{step.pk}")
    return _page(request, run, adding=form)


@require_POST
@overseer(ADD_TRIALS)
def end(request: StaffRequest, pk: int) -> HttpResponse:
    """The walk is over."""
    run = get_object_or_404(_with_parts(request), pk=pk)
    form = FinishForm(request.POST)
    if form.is_valid():
        try:
            finish(run, by=request.user, **form.cleaned_data)
        except CannotDo as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, "已结束。发现的问题可以在下面写成检查发现，下达整改。")
            return redirect("oversight_trial", pk=pk)
    return _page(request, run, ending=form)


def run_url(run: TrialRun) -> str:
    """The page of a walk."""
    return reverse("oversight_trial", args=[run.pk])


def _with_parts(request: StaffRequest) -> QuerySet[TrialRun]:
    return visible_trials(request.user).select_related("matter", "bundle", "site", "by", "edition")


def _page(
    request: StaffRequest,
    run: TrialRun,
    *,
    refused: tuple[int, StepForm] | None = None,
    adding: NewStepForm | None = None,
    ending: FinishForm | None = None,
) -> HttpResponse:
    steps = list(run.steps.all())
    guide = guide_of(run)
    context = {
        "area": "trials",
        "run": run,
        "guide": guide,
        "rows": [(step, refused[1] if refused and refused[0] == step.pk else None) for step in steps],
        "compared": compared(run, steps, guide),
        "findings": run.findings.select_related("order"),
        "writes": run.by_id == request.user.pk and run.ended_at is None,
        "adding": adding or NewStepForm(),
        "ending": ending or FinishForm(initial={"visits": guide.visits}),
    }
    is_refused = bool(refused or adding or ending)
    return render(request, "oversight/trials/trial.html", context, status=400 if is_refused else 200)


def _in_force(code: str) -> Edition:
    found = about(g=code, b=code, day=today()).edition
    if found is None:
        raise Http404("没有这个事项，或者它还没有发布。")
    return found
