"""What to tell whoever published: sheets that were given out before may no longer be right. The page that knows belongs to a later stage of the
product; only its name is used here.
"""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from matters.models import Subject

_RIGHTS = ("notices.view_notice", "notices.issue_notice")


def told_before(request: HttpRequest, subject: Subject) -> SafeString:
    """A sentence for the message after publishing, with a link for those who may follow it."""
    if not any(request.user.has_perm(right) for right in _RIGHTS):
        return format_html("已发出的告知单可能因此不再准确，{}", "窗口会在工作台上看到。")
    address = f"{reverse('counter_affected')}?{urlencode({'matter': subject.code})}"
    return format_html('已发出的告知单可能因此不再准确，<a href="{}">请看哪些要更正</a>。', address)
