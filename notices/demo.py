"""Loads the demo district: the catalog's part by `matters.demo`, then profile, staff, forms and first editions."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connections, transaction
from django.utils.module_loading import import_string

from accounts import audit
from accounts.models import AuditEntry, StaffUser
from matters import demo as catalog
from matters.bundling import composed, findings_for, publish_bundle
from matters.completeness import errors
from matters.demo_bundles import load_bundles
from matters.demo_faults import load_faults
from matters.demo_matters import load_matter
from matters.editing import Locked
from matters.enums import Standing
from matters.everyday_words import from_file as everyday_words
from matters.freezing import freeze, ready_to_freeze
from matters.models import Bundle, Department, Material, Matter, Region, Site
from matters.publishing import edition_in_force, publish
from matters.seeding import seed_calendar
from notices.demo_forms import make_form
from notices.models import OfficeProfile

Progress = Callable[[int, int, str], None]
_ACTION = "load_demo"


class Refused(Exception):
    """The database holds data that are not the demo's; nothing was touched."""


def load(progress: Progress = lambda done, total, name: None, *, workers: int = 1) -> str:
    """Bring the database to what fixtures/demo says, and publish what changed; returns one line of summary.

    Can be cut off and run again at any moment. Raises Refused, and matters.demo.BadFixture for a broken file.
    """
    _refuse_other_data()
    fingerprint = catalog.fingerprint()
    newest = AuditEntry.objects.filter(action=_ACTION).first()
    if newest and newest.detail.get("sha256") == fingerprint:
        return "演示数据已是最新，没有改动。"
    seed_calendar()
    catalog.load_places()
    _load_profile()
    _load_staff()
    editor = StaffUser.objects.get(username="bianji")
    for path in catalog.matter_files():
        with suppress(Locked):  # somebody is trying the review with it
            _make_forms(load_matter(path, editor))
    load_faults()
    everyday_words.load(everyday_words.read())
    published = _publish_changed(progress, workers)
    bundles = load_bundles(editor)
    published += _publish_bundles(bundles, progress, workers)
    for loader in settings.DEMO_LOADERS:
        import_string(loader)()
    audit.record(actor=None, action=_ACTION, target="fixtures/demo", sha256=fingerprint)
    return f"演示数据已载入：{Matter.objects.count()}个事项，{len(bundles)}件一件事，本次发布{published}个版本。"


def logins() -> list[str]:
    """The demo accounts, a line each."""
    data = catalog.read("staff.yaml")
    lines = [
        f"{row['username']:<10}{row['role']}" + (f"（{row['site']}）" if "site" in row else "") for row in data["staff"]
    ]
    return [*lines, f"口令均为 {data['password']}"]


def _refuse_other_data() -> None:
    if Matter.objects.filter(demo=False).exists() or Site.objects.filter(demo=False).exists():
        raise Refused("这个数据库里有正式数据，不能载入演示数据。请换一个空数据库（DATABASE_URL）。")


def _load_profile() -> None:
    data = dict(catalog.read("places.yaml")["profile"])
    complaint = data.pop("complaint_phone")
    data["hotline"] = f"{data['hotline']}" if data.get("hotline") else complaint
    OfficeProfile.objects.update_or_create(pk=1, defaults=data)


@transaction.atomic
def _load_staff() -> None:
    data = catalog.read("staff.yaml")
    for row in data["staff"]:
        user, created = StaffUser.objects.get_or_create(username=row["username"])
        user.display_name = row["display_name"]
        user.window = row.get("window", "")
        user.site = Site.objects.get(code=row["site"]) if "site" in row else None
        user.region = Region.objects.get(code=row["region"]) if "region" in row else None
        user.department = Department.objects.get(short_name=row["department"]) if "department" in row else None
        user.is_staff = not row["role"].startswith("窗口")
        user.is_superuser = row["role"] == "系统管理员"
        if created:
            user.set_password(data["password"])
        user.save()
        user.groups.set(Group.objects.filter(name=row["role"]))


def _publish_changed(progress: Progress, workers: int) -> int:
    """A new edition of every matter that differs from the one in force. Laying out every outcome takes a while: by `workers` processes."""
    codes = [matter.code for matter in ready_to_freeze() if _has_changed(matter)]
    _each(_publish, codes, progress, workers)
    return len(codes)


def _each(publish_one: Callable[[str], str], codes: list[str], progress: Progress, workers: int) -> None:
    """Publish one after the other, or by several processes."""
    if workers == 1:
        names: Iterable[str] = map(publish_one, codes)
    else:
        connections.close_all()  # a connection must not cross a fork
        executor = ProcessPoolExecutor(workers, mp_context=get_context("fork"))
        names = executor.map(publish_one, codes)
    for done, name in enumerate(names, 1):
        progress(done, len(codes), name)


def _has_changed(matter: Matter) -> bool:
    holding = edition_in_force(matter)
    may_publish = matter.standing in (Standing.DRAFT, Standing.LIVE) and not matter.reviews.open().exists()
    return may_publish and (holding is None or holding.guide != freeze(matter))


def _publish(code: str) -> str:
    matter = Matter.objects.get(code=code)
    note = "演示数据更新" if matter.editions.exists() else "演示数据首版"
    publish(matter, by=StaffUser.objects.get(username="shenhe"), change_note=note)
    return matter.name


def _publish_bundles(bundles: Iterable[Bundle], progress: Progress, workers: int) -> int:
    """A new edition of every bundle that differs from the one in force: because its file does, or because a matter's does."""
    codes = [bundle.code for bundle in bundles if _would_differ(bundle)]
    _each(_publish_bundle, codes, progress, workers)
    return len(codes)


def _would_differ(bundle: Bundle) -> bool:
    """Whether there is something to publish; not while somebody tries suspending one of its matters."""
    if bundle.standing not in (Standing.DRAFT, Standing.LIVE) or errors(findings_for(bundle)):
        return False
    holding = edition_in_force(bundle)
    return holding is None or holding.guide != composed(bundle)


def _publish_bundle(code: str) -> str:
    bundle = Bundle.objects.get(code=code)
    note = "演示数据更新" if bundle.editions.exists() else "演示数据首版"
    publish_bundle(bundle, by=StaffUser.objects.get(username="shenhe"), change_note=note)
    return bundle.name


def _make_forms(matter: Matter) -> None:
    for material in Material.objects.filter(requirements__matter=matter).distinct():
        for field, filled in ((material.blank_form, False), (material.filled_sample, True)):
            if field and not field.storage.exists(str(field.name)):
                make_form(field, material.name, filled=filled)
