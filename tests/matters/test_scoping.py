"""Whose rows a member of staff sees and changes: every kind of scope at every door."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import StaffUser
from matters import scoping
from matters.enums import Level
from matters.models import Bundle, Department, Edition, ExchangeRun, Material, Matter, Region, Requirement, Review, Site
from tests import factories
from tests.admin_pages import change_url, form_data, make_staff, save, signed_in

pytestmark = pytest.mark.django_db


class Office:
    """Two streets with a site each. The `own` matter is of a department of the first street and handled at its site; `theirs` is of a department
    of the second and handled at both sites; `far` is of that one too, and handled at the second site only.
    """

    def __init__(self) -> None:
        self.street, self.other_street = factories.make_region(), factories.make_region()
        self.site, self.other_site = (factories.make_site(region=r) for r in (self.street, self.other_street))
        self.department, self.other_department = (
            Department.objects.create(name=f"演示{name}办", region=region)
            for name, region in (("甲", self.street), ("乙", self.other_street))
        )
        self.own = self._matter(self.department, self.site)
        self.theirs = self._matter(self.other_department, self.site, self.other_site)
        self.far = self._matter(self.other_department, self.other_site)

    def _matter(self, department: Department, *sites: Site) -> Matter:
        matter = factories.make_published(department=department)
        matter.handlings.all().delete()
        handling = matter.handlings.create(level=Level.STREET, how="direct")
        handling.sites.set(sites)
        return matter

    def somebody(self, kind: str, role: str = "目录编辑") -> StaffUser:
        """Staff of that role confined to the first street's department, region, community or site, or to nothing."""
        scopes: dict[str, dict[str, Any]] = {
            "nothing": {},
            "department": {"department": self.department},
            "region": {"region": self.street},
            "district": {"region": self.street.parent},
            "site": {"site": self.site},
            "department and region": {"department": self.department, "region": self.other_street},
        }
        user = make_staff(role)
        StaffUser.objects.filter(pk=user.pk).update(**scopes[kind])
        return StaffUser.objects.get(pk=user.pk)


@pytest.fixture
def office() -> Office:
    return Office()


SEEN = {
    # kind                     matters seen              matters worked on          sites seen           sites kept
    "nothing":               (("own", "theirs", "far"), ("own", "theirs", "far"), ("site", "other_site"), ("site", "other_site")),
    "department":            (("own",),                 ("own",),                 ("site", "other_site"), ()),
    "region":                (("own", "theirs"),        ("own",),                 ("site",),              ("site",)),
    "district":              (("own", "theirs"),        ("own",),                 ("site",),              ("site",)),
    "site":                  (("own", "theirs"),        (),                       ("site",),              ("site",)),
    "department and region": (("own",),                 ("own",),                 ("other_site",),        ("other_site",)),
}  # fmt: skip


@pytest.mark.parametrize("kind", SEEN)
def test_a_scope_decides_what_is_seen_and_what_is_worked_on(office: Office, kind: str) -> None:
    user, (seen, worked, sites, kept) = office.somebody(kind), SEEN[kind]
    matters = {office.own.pk: "own", office.theirs.pk: "theirs", office.far.pk: "far"}
    places = {office.site.pk: "site", office.other_site.pk: "other_site"}

    def names(rows: Any, known: dict[int, str]) -> set[str]:
        return {known[row.pk] for row in rows.filter(pk__in=known)}

    assert names(scoping.in_scope(Matter.objects.all(), user), matters) == set(seen)
    assert names(scoping.workable(Matter.objects.all(), user), matters) == set(worked)
    found = scoping.visible(Site.objects.all(), user)
    assert names(found, places) == set(sites)
    assert {places[s.pk] for s in found.filter(pk__in=places) if not scoping.why_not(s, user)} == set(kept)


def test_a_superusers_department_confines_nothing(office: Office) -> None:
    user = office.somebody("department")
    user.is_superuser = True
    assert set(scoping.in_scope(Matter.objects.all(), user)) >= {office.own, office.far}


def test_nobody_signed_in_sees_nothing() -> None:
    factories.make_matter()
    assert list(scoping.in_scope(Matter.objects.all(), AnonymousUser())) == []


def test_a_handling_without_sites_is_at_every_site_of_its_level(office: Office) -> None:
    user = office.somebody("site")
    far = office.far.handlings.get()
    far.sites.clear()
    assert office.far in scoping.in_scope(Matter.objects.all(), user)
    far.level = Level.DISTRICT
    far.save()
    assert office.far not in scoping.in_scope(Matter.objects.all(), user)


def test_runs_are_ones_own(office: Office) -> None:
    mine, colleague = office.somebody("department"), office.somebody("department")
    runs = [ExchangeRun.objects.create(kind="import", by=user, filename="甲.xlsx") for user in (mine, colleague)]
    assert list(scoping.visible(ExchangeRun.objects.all(), mine)) == runs[:1]


def test_bundles_are_those_the_own_department_leads(office: Office) -> None:
    led, other = (
        Bundle.objects.create(code=code, name=f"演示{code}", lead_department=department)
        for code, department in (("ZZZZZ8", office.department), ("ZZZZZ9", office.other_department))
    )
    found = scoping.visible(Bundle.objects.all(), office.somebody("department"))
    assert (led in found, other in found) == (True, False)


# --- Every door of the admin

KINDS = {
    # kind         own     theirs  far
    "nothing":    ("mine", "mine", "mine"),
    "department": ("mine", "none", "none"),
    "region":     ("mine", "look", "none"),
    "site":       ("look", "look", "none"),
}  # fmt: skip
"""What the three matters are to somebody: theirs to work on, theirs to look at, or nothing at all."""

PAGES = {
    # page                              who          mine   look
    "admin:matters_matter_change":     ("目录编辑", "yes", "yes"),
    "admin:matters_matter_history":    ("目录编辑", "yes", "yes"),
    "admin:matters_matter_delete":     ("目录编辑", "403", "403"),
    "admin:matters_matter_clone":      ("目录编辑", "yes", "403"),
    "admin:matters_matter_compare":    ("目录编辑", "yes", "yes"),
    "admin:matters_matter_situations": ("目录编辑", "yes", "yes"),
    "admin:matters_matter_submit":     ("目录编辑", "yes", "403"),
    "admin:matters_matter_suspend":    ("审核发布", "yes", "403"),
    "admin:matters_matter_resume":     ("审核发布", "yes", "403"),
    "admin:matters_matter_retire":     ("审核发布", "yes", "403"),
    "sheet_preview":                   ("目录编辑", "yes", "yes"),
}  # fmt: skip
"""What a page answers; what is nothing to somebody never exists. A published matter is never deleted."""

POSTS = {"confirm", "resolve", "unmerge"}
"""Addresses that take a POST only: tested below and with what they belong to."""


def is_open(client: Client, url: str) -> str:
    """`yes` for a page, `403` for one that may not be used, `no` for one that does not exist for this reader."""
    return {200: "yes", 403: "403"}.get(client.get(url).status_code, "no")


def address(page: str, matter: Matter) -> str:
    return reverse(page, args=[matter.pk if page.startswith("admin:") else matter.code])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_matter_obeys_the_scope(office: Office, page: str, kind: str) -> None:
    role, mine, look = PAGES[page]
    client = signed_in(office.somebody(kind, role))
    found = [is_open(client, address(page, matter)) for matter in (office.own, office.theirs, office.far)]
    assert found == [{"mine": mine, "look": look, "none": "no"}[what] for what in KINDS[kind]]


def test_no_page_of_a_matter_is_left_out_of_the_table() -> None:
    names = get_resolver().namespace_dict["admin"][1].reverse_dict
    doors = set()
    for name in names:
        if isinstance(name, str) and name.startswith("matters_matter_"):
            path, keys = names.getlist(name)[0][0][0]
            if keys and "report" not in path:
                doors.add(name)
    known = {page.removeprefix("admin:") for page in PAGES} | {f"matters_matter_{post}" for post in POSTS}
    assert doors - known == {"matters_matter_merge"}  # of two matters


@pytest.mark.parametrize("kind", KINDS)
def test_lists_show_what_is_in_scope(office: Office, kind: str) -> None:
    seen = [
        matter
        for matter, what in zip((office.own, office.theirs, office.far), KINDS[kind], strict=True)
        if what != "none"
    ]
    client = signed_in(office.somebody(kind))
    lists = {
        model: {
            row.pk
            for row in client.get(reverse(f"admin:matters_{model}_changelist"), {"all": ""}).context["cl"].queryset
        }
        for model in ("matter", "edition")
    }
    ours = Matter.objects.filter(pk__in=(office.own.pk, office.theirs.pk, office.far.pk))
    assert set(ours.filter(pk__in=lists["matter"])) == set(seen)
    assert set(ours.filter(editions__in=lists["edition"])) == set(seen)


CHOICES = {
    # model and field                            seen by a department       seen by a region
    ("matter", "department"):                   ("department",               "department"),
    ("matter", "joint_departments"):            ("department other",         "department other"),
    ("handling", "back_office"):                ("department other",         "department other"),
    ("handling", "sites"):                      ("site other",               "site"),
    ("desk", "site"):                           ("site other",               "site"),
    ("bundlemember", "matter"):                 ("matter other",             "matter other"),
    ("edition", "matter"):                      ("matter",                   "matter"),
    ("requirement", "material"):                ("material",                 "material"),
}  # fmt: skip
"""Which rows autocompletion offers: those in scope, and of other departments where a field is meant to name them."""


@pytest.mark.parametrize(("model", "field"), CHOICES)
def test_autocompletion_obeys_the_scope(office: Office, model: str, field: str) -> None:
    Material.objects.create(name="演示甲材料")
    words = {"department": "演示", "site": "便民服务中心", "matter": office.own.name, "material": "演示甲材料"}
    expected = CHOICES[model, field]
    rows = {
        "department": (office.department, office.other_department),
        "site": (office.site, office.other_site),
        "matter": (office.own, office.far),
        "material": (Material.objects.get(name="演示甲材料"),),
    }[expected[0].split()[0]]
    for kind, offered in zip(("department", "region"), expected, strict=True):
        query = {"app_label": "matters", "model_name": model, "field_name": field, "term": words[offered.split()[0]]}
        found = pages_of(signed_in(office.somebody(kind)), query)
        assert [row.pk in found for row in rows] == [True, "other" in offered][: len(rows)]


def pages_of(client: Client, query: dict[str, Any]) -> set[int]:
    """The keys on all pages of an autocompletion."""
    keys: set[int] = set()
    for number in range(1, 50):
        answer = client.get("/admin/autocomplete/", {**query, "page": number}).json()
        keys |= {int(row["id"]) for row in answer["results"]}
        if not answer["pagination"]["more"]:
            break
    return keys


def test_the_action_that_deletes_reaches_no_other_matter(office: Office) -> None:
    draft = factories.make_matter(department=office.other_department)
    client = signed_in(office.somebody("department"))
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"}
    client.post(reverse("admin:matters_matter_changelist"), chosen)
    assert Matter.objects.filter(pk=draft.pk).exists()


def test_what_is_looked_at_is_not_saved(office: Office) -> None:
    client = signed_in(office.somebody("region"))
    page = client.get(change_url(office.theirs))
    assert page.context["has_change_permission"] is False
    assert [str(m) for m in page.context["messages"]] == ["这个事项不属于您的部门，只能查看。"]
    assert client.post(change_url(office.theirs), {"name": "改名"}).status_code == 403


def test_a_region_gives_no_matter_to_a_department_elsewhere(office: Office) -> None:
    refused = save(signed_in(office.somebody("region")), change_url(office.own), department=office.other_department.pk)
    assert list(refused.context["adminform"].form.errors) == ["department"]


# --- Sites and the library


def site_url(site: Site) -> str:
    return reverse("admin:matters_site_change", args=[site.pk])


def test_a_street_keeps_the_data_of_its_sites(office: Office) -> None:
    client = signed_in(office.somebody("region"))
    save(client, site_url(office.site), phone="0372-1111111", serial_name="改名", is_active="")
    office.site.refresh_from_db()
    assert (office.site.phone, office.site.serial_name == "改名", office.site.is_active) == (
        "0372-1111111",
        False,
        True,
    )
    assert client.get(site_url(office.other_site)).headers["Location"] == "/admin/"


def test_a_departments_editor_only_looks_at_sites(office: Office) -> None:
    client = signed_in(office.somebody("department"))
    assert client.get(site_url(office.site)).status_code == 200
    assert client.post(site_url(office.site), {"phone": "0372-1111111"}).status_code == 403


def use(material: Material, matter: Matter) -> None:
    Requirement.objects.create(matter=matter, material=material)


def test_a_paper_that_others_use_too_is_only_looked_at(office: Office) -> None:
    material, editor = Material.objects.create(name="演示共用材料"), office.somebody("department")
    url = reverse("admin:matters_material_change", args=[material.pk])
    client = signed_in(editor)
    use(material, office.own)
    assert client.get(url).context["has_change_permission"] is True
    use(material, office.far)
    page = client.get(url)
    assert page.context["has_change_permission"] is False
    assert [str(m) for m in page.context["messages"]] == [
        "这项材料也被其他部门的事项使用，只能查看；要修改请联系中心。"
    ]
    assert client.post(url, {"name": "改名"}).status_code == 403


def test_an_administrator_of_a_street_adds_no_site_elsewhere(office: Office) -> None:
    client = signed_in(office.somebody("region", "系统管理员"))
    url = reverse("admin:matters_site_add")
    data = form_data(client, url) | {"name": "演示站", "code": "demo-x", "serial_name": "演站", "kind": "station"}
    refused = client.post(url, data | {"address": "演示路", "region": office.other_street.pk})
    assert "region" in refused.context["adminform"].form.errors


def test_regions_are_those_below_the_own(office: Office) -> None:
    found = scoping.visible(Region.objects.all(), office.somebody("region"))
    assert list(found) == [office.street]
    assert list(scoping.visible(Edition.objects.filter(matter=office.far), office.somebody("region"))) == []
    assert list(scoping.visible(Review.objects.all(), office.somebody("region"))) == []


# --- Other doors to the same rows


def review_of(matter: Matter) -> Review:
    return Review.objects.create(matter=matter, revision=0, submitted_by=factories.make_user(), note="演示")


@pytest.mark.parametrize(
    ("kind", "expected"), [("nothing", "yes yes yes"), ("department", "yes no no"), ("site", "yes yes no")]
)
def test_the_page_of_a_review_obeys_the_scope(office: Office, kind: str, expected: str) -> None:
    reviews = [review_of(matter) for matter in (office.own, office.theirs, office.far)]
    client = signed_in(office.somebody(kind, "审核发布"))
    found = [is_open(client, reverse("admin:matters_review_page", args=[review.pk])) for review in reviews]
    assert " ".join(found) == expected


def test_a_run_of_somebody_else_does_not_exist(office: Office) -> None:
    run = ExchangeRun.objects.create(
        kind="import", by=office.somebody("region"), filename="甲.xlsx", options={"source": "", "accepted": []}
    )
    client = signed_in(office.somebody("department"))
    pages = ("run", "progress", "report", "problems", "file")
    assert {client.get(reverse(f"admin:matters_exchange_{page}", args=[run.pk])).status_code for page in pages} == {404}


def test_matters_of_others_are_not_merged(office: Office) -> None:
    url = reverse("admin:matters_matter_merge", args=[office.own.pk, office.far.pk])
    assert signed_in(office.somebody("department", "审核发布")).get(url).status_code in (403, 404)


def test_who_keeps_places_only_imports_no_matters(office: Office) -> None:
    url = reverse("admin:matters_exchange_import")
    found = {kind: signed_in(office.somebody(kind)).get(url).status_code for kind in KINDS}
    assert found == {"nothing": 200, "department": 200, "region": 403, "site": 403}
