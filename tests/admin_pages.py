"""What tests of the catalog's admin share: a matter that asks a question, the form as a browser would send it, people."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import Group
from django.forms import CheckboxInput
from django.test import Client
from django.urls import reverse

from accounts.models import StaffUser
from matters.guide import Option, Question
from matters.models import Department, Matter
from tests import factories

WHO = Question(
    key="who",
    text="谁来办理？",
    options=(Option(key="self", text="本人办理"), Option(key="agent", text="委托他人代办")),
)


def make_asking_matter(**values: Any) -> Matter:
    """A complete draft with one question on which its second paper depends."""
    guide = factories.make_guide(questions=(WHO,))
    papers = guide.requirements
    guide = replace(guide, requirements=(papers[0], replace(papers[1], when=("who.agent",)), papers[2]))
    return factories.make_matter(guide, **values)


def make_staff(role: str, department: Department | None = None) -> StaffUser:
    """Somebody of that role who may enter the admin."""
    user = factories.make_user(is_staff=True, department=department)
    user.groups.add(Group.objects.get(name=role))
    return user


def make_superuser() -> StaffUser:
    """Somebody who may do everything."""
    return factories.make_user(is_staff=True, is_superuser=True)


def signed_in(user: StaffUser) -> Client:
    """A client of that user."""
    client = Client()
    client.force_login(user)
    return client


def change_url(matter: Matter) -> str:
    """The matter's page."""
    return reverse("admin:matters_matter_change", args=[matter.pk])


def deed_url(matter: Matter, deed: str) -> str:
    """The page of a deed."""
    return reverse(f"admin:matters_matter_{deed}", args=[matter.pk])


def form_data(client: Client, url: str) -> dict[str, Any]:
    """Every field of the page with the value it shows: what a browser sends when nothing is touched."""
    context = client.get(url).context
    forms = [context["adminform"].form]
    data: dict[str, Any] = {}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        for field in form:
            value = field.value()
            if value is not None and not (isinstance(field.field.widget, CheckboxInput) and not value):
                data[field.html_name] = value
    return data


def save(client: Client, url: str, **changes: Any) -> Any:
    """Send the page's form with `changes` (`__` stands for the hyphens of row names) and follow where it leads."""
    return client.post(url, form_data(client, url) | {k.replace("__", "-"): v for k, v in changes.items()})


def row_errors(response: Any, prefix: str) -> list[dict[str, list[str]]]:
    """The errors of every row of one list of a refused page."""
    formsets = {inline.formset.prefix: inline.formset for inline in response.context["inline_admin_formsets"]}
    return [dict(form.errors) for form in formsets[prefix].forms]
