"""What scanning a sheet answers: does it still hold?"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control

from matters import situation
from matters.views.reading import read_only
from notices.affairs.since_told import since_told
from notices.chain import read_token
from notices.desk.preparing import known_answers
from notices.models import Notice
from notices.verifying import State, Verdict
from notices.verifying import verify as verify_notice


@read_only
@cache_control(no_store=True)
def verify(request: HttpRequest, token: str) -> HttpResponse:
    """`/n/<token>/`: valid, superseded and by what, suspended, withdrawn or void; 404 for what is not one of ours.

    Shows nothing of the applicant and less of the clerk than the paper does.
    """
    notice = Notice.objects.with_parts().filter(token=read_token(token)).first()
    if notice is None:
        return render(request, "notices/verification_unknown.html", status=404)
    verdict = verify_notice(notice)
    if not notice.is_sheet:
        return render(request, "notices/verification_letter.html", _letter_context(notice, verdict))
    return render(request, "notices/verification.html", _context(notice, verdict))


def _letter_context(notice: Notice, verdict: Verdict) -> dict[str, object]:
    subject = notice.subject
    answers = known_answers(notice.edition.guide, notice.answers)  # a correction may say that the questions changed
    return {
        "notice": notice,
        "letter": notice.paper,
        "state": verdict.state.value,
        "since": since_told(notice),
        "matter": subject,
        "guide_url": reverse(subject.page, args=[subject.code]) + situation.query_of(answers),
    }


def _context(notice: Notice, verdict: Verdict) -> dict[str, object]:
    sheet, subject = notice.sheet, notice.subject
    answers = {} if verdict.choose_again else notice.answers
    query = situation.query_of(answers)
    printable = verdict.state in {State.VALID, State.SUPERSEDED, State.VOID}
    sheet_query = f"{query or '?'}{'&' if query else ''}{urlencode({'site': notice.site.code})}"
    return {
        "notice": notice,
        "sheet": sheet,
        "verdict": verdict,
        "state": verdict.state.value,
        "since": since_told(notice),
        "matter": subject,
        "guide_url": reverse(subject.page, args=[subject.code]) + query,
        "sheet_url": reverse(subject.sheet_page, args=[subject.code]) + sheet_query if printable else "",
    }
