"""常见差错: on a material's page, in a list of their own, and in the demo district."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from matters import demo
from matters.demo_faults import load_faults
from matters.models import Fault, Material
from tests.counter import signed_in
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_the_demo_faults_are_of_papers_in_the_library_and_load_twice_as_once() -> None:
    before = list(Fault.objects.values_list("pk", flat=True))
    assert (load_faults(), list(Fault.objects.values_list("pk", flat=True))) == (len(before), before)


def test_a_demo_fault_of_an_unknown_paper_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"material": "飞行执照", "faults": [{"wrong": "过期", "right": "有效的"}]}]
    monkeypatch.setattr("matters.demo_faults.read", lambda name: rows)
    with pytest.raises(demo.BadFixture, match="the library has no “飞行执照”"):
        load_faults()


def test_an_editor_adds_a_fault_on_the_page_of_its_material() -> None:
    editor = make_user(None, *(f"matters.{v}_{m}" for v in ("view", "change", "add") for m in ("material", "fault")))
    editor.is_staff = True
    editor.save()
    material = Material.objects.create(name="演示证")
    rows = {"TOTAL_FORMS": "1", "INITIAL_FORMS": "0", "0-wrong": "已过有效期", "0-right": "有效的", "0-position": "1"}
    data = {"name": material.name, "kind": material.kind, "source": material.source}
    data |= {f"faults-{name}": value for name, value in rows.items()}
    answer = signed_in(editor).post(reverse("admin:matters_material_change", args=[material.pk]), data)
    assert (answer.status_code, [f.wrong for f in material.faults.all()]) == (302, ["已过有效期"])
    assert AuditEntry.objects.filter(subject=f"matters.material:{material.pk}").exists()


def test_the_list_tells_the_general_ones_apart() -> None:
    editor = make_user(None, "matters.view_fault", is_staff=True)
    page = signed_in(editor).get(reverse("admin:matters_fault_changelist"), {"material__isempty": "1"})
    assert {row.material for row in page.context["cl"].result_list} == {None}
