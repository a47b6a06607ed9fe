"""Services that are asked for, to test with: on Monday, 9 March 2026."""

from datetime import date, time
from typing import Any

from oversight.contacts.person import Person
from oversight.enums import ServiceMode
from oversight.models import ServiceRequest
from oversight.requests.registering import register
from tests.factories import make_clerk

MONDAY = date(2026, 3, 9)
ADDRESS = "北关区灯塔路街道自由路社区5号楼1单元201"
PERSON = Person(name="张三丰", phone="13812343210", address=ADDRESS, told_privacy=True)


def make_request(by: Any = None, **values: Any) -> ServiceRequest:
    """A home visit from 9:00 to 10:00 at the clerk's site, sent to nobody yet."""
    by = by or make_clerk()
    defaults = {
        "mode": ServiceMode.HOME,
        "site": by.site,
        "on": MONDAY,
        "starts": time(9),
        "ends": time(10),
        "words": "代办残疾人证",
        "person": PERSON,
    }
    return register(by=by, **{**defaults, **values})
