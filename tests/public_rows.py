"""One of everything a public page can be about, for the addresses of tests/public_pages.py."""

from accounts.models import StaffUser
from matters.models import Bundle, Matter
from notices.enquiries.enquiring import note_enquiry
from notices.enums import EnquiryOutcome
from notices.voiding import void
from oversight.about import About
from oversight.models.feedback import FeedbackKind
from oversight.telling_us import tell
from tests.counter import make_notice


def make_rows(clerk: StaffUser) -> dict[str, str]:
    """{name in curly brackets: what stands for it}, of that clerk of the demo district."""
    matter = Matter.objects.get(code="K7M2PA")
    notice, spoilt = (make_notice(clerk.site, clerk, matter=matter, at=None) for _ in range(2))
    void(spoilt, by=clerk, reason="打印不清楚")
    led = note_enquiry(
        site=clerk.site, clerk=clerk, outcome=EnquiryOutcome.LED_WINDOW, subject=matter, led_to="2号窗口"
    )
    return {
        "notice": notice.token,
        "void": spoilt.token,
        "slip": led.token,
        "bundle": Bundle.objects.order_by("code").first().code,
        "feedback": tell(About(matter=matter), kind=FeedbackKind.CONSULTATION, words="周六办吗？").number,
    }
