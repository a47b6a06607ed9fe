"""What tests of the counter start from."""

import re
from html import unescape
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, StaffUser
from matters.enums import Standing
from matters.guide import Guide, Option, Question
from matters.models import Matter, Site
from notices.issuing import issue
from notices.models import Notice
from tests.factories import local, make_clerk, make_guide, make_published, make_requirement, make_site

WHO = Question(
    key="who", text="谁来办理？", options=(Option(key="self", text="自己办"), Option(key="agent", text="请别人代办"))
)
KIND = Question(
    key="kind", text="办哪一种？", options=(Option(key="new", text="新办"), Option(key="lost", text="遗失补办"))
)


def asking_guide(**values: Any) -> Guide:
    """Two questions, a paper that depends on each, and one that is always asked."""
    papers = (
        make_requirement(1, "居民身份证"),
        make_requirement(2, "授权委托书", when=("who.agent",)),
        make_requirement(3, "遗失声明", when=("kind.lost",)),
    )
    return make_guide(questions=(WHO, KIND), requirements=papers, **values)


def make_notice(site: Site | None = None, clerk: StaffUser | None = None, **values: Any) -> Notice:
    """A notice given out on 9 March 2026 at a street centre."""
    site = site or make_site()
    matter: Matter = values.pop("matter", None) or make_published()
    clerk = clerk or make_clerk(site)
    return issue(matter=matter, site=site, clerk=clerk, **{"at": local(2026, 3, 9), **values})


def turned(matter: Matter, standing: Standing) -> Matter:
    """That matter, suspended or retired (or a draft again)."""
    matter.standing, matter.standing_reason = standing, "系统升级"
    matter.save()
    return matter


def signed_in(user: StaffUser) -> Client:
    """A browser of that user."""
    client = Client()
    client.force_login(user)
    return client


def address(name: str, *args: Any) -> str:
    """The path of a named page of the counter."""
    return reverse(name, args=args)


def text_of(response: Any) -> str:
    """What the page says, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def audited(*actions: str) -> list[tuple[str, str, dict[str, Any]]]:
    """(action, target, detail) of what is on record of those actions, oldest first."""
    entries = AuditEntry.objects.filter(action__in=actions).order_by("pk")
    return list(entries.values_list("action", "target", "detail"))
