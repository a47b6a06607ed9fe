"""What a finding is about, taken from where it was found."""

from dataclasses import dataclass, fields, replace

from accounts.models import StaffUser
from matters.models import Bundle, Matter, Site
from notices.models import Notice
from oversight.cases.phones import document_of
from oversight.models import Case, Drawn, TrialRun


@dataclass(frozen=True, slots=True)
class About:
    """Each may be missing; at most one of matter and bundle."""

    matter: Matter | None = None
    bundle: Bundle | None = None
    notice: Notice | None = None
    site: Site | None = None
    clerk: StaffUser | None = None


def about(drawn: Drawn | None = None, case: Case | None = None, trial: TrialRun | None = None) -> About:
    """What is known from the drawn notice, the case or the trial run."""
    if drawn:
        return about_notice(drawn.notice)
    if case:
        return About(case.matter, case.bundle, document_of(case), case.site, case.clerk)
    return About(trial.matter, trial.bundle, site=trial.site) if trial else About()


def about_notice(notice: Notice) -> About:
    """What a document of the ledger tells."""
    return About(notice.matter, notice.bundle, notice, notice.site, notice.clerk)


def completed(given: About, source: About) -> About:
    """`given`, and what it leaves open from the document it names, then from `source`; a matter is never joined by another's bundle."""
    if given.notice and given.notice != source.notice:
        source = about_notice(given.notice)
    if given.matter or given.bundle:
        source = replace(source, matter=given.matter, bundle=given.bundle)
    return About(*(getattr(given, field.name) or getattr(source, field.name) for field in fields(About)))
