"""Bundles to test with: two small matters of different departments, one after the other."""

from dataclasses import replace
from typing import Any

from accounts.models import StaffUser
from matters import enums
from matters.bundling import publish_bundle
from matters.guide import Guide, Limit, Result
from matters.models import Bundle, BundleMember, Department, Edition, Material, Matter
from tests.factories import add_edition, make_guide, make_published, make_requirement, make_user, new_code


def licence_guide(**values: Any) -> Guide:
    """What yields 营业执照 within two working days."""
    papers = (make_requirement(1, "居民身份证"), make_requirement(2, "经营场所使用证明"))
    limits = (
        Limit(kind=enums.LimitKind.STATUTORY, amount=5, unit=enums.LimitUnit.WORKDAY),
        Limit(kind=enums.LimitKind.PROMISED, amount=2, unit=enums.LimitUnit.WORKDAY),
    )
    result = Result(name="营业执照", kind=enums.ResultKind.LICENCE, delivery=(enums.Delivery.WINDOW,))
    defaults = {
        "name": "试行设立登记",
        "short_name": "试行执照",
        "requirements": papers,
        "limits": limits,
        "result": result,
    }
    return make_guide(**{**defaults, **values})


def permit_guide(**values: Any) -> Guide:
    """What asks for 营业执照 and takes five working days."""
    papers = (make_requirement(1, "居民身份证"), make_requirement(2, "营业执照"), make_requirement(3, "卫生检测报告"))
    return make_guide(**{"name": "试行卫生许可", "short_name": "试行许可", "requirements": papers, **values})


def make_bundle(*matters: Matter, yields: str = "营业执照", **values: Any) -> Bundle:
    """A draft of those matters (default: licence, then permit), a stage each, the first one yielding `yields`."""
    matters = matters or (make_published(licence_guide()), make_published(permit_guide()))
    defaults = {
        "code": new_code(),
        "name": f"试行一件事{Bundle.objects.count()}",
        "lead_department": matters[0].department,
        "consult_phone": "0372-0002013",
        "complaint_phone": "0372-0009913",
    }
    bundle = Bundle.objects.create(**{**defaults, **values})
    for stage, matter in enumerate(matters, 1):
        paper = Material.objects.get_or_create(name=yields)[0] if stage == 1 and yields else None
        BundleMember.objects.create(bundle=bundle, matter=matter, stage=stage, position=stage, yields=paper)
    return bundle


def make_live_bundle(*matters: Matter, **values: Any) -> Bundle:
    """The same with its first edition in force, past the gates."""
    bundle = make_bundle(*matters, **values)
    publish(bundle)
    bundle.refresh_from_db()
    return bundle


def publish(bundle: Bundle, by: StaffUser | None = None, note: str = "试行版本") -> Edition:
    """The next edition."""
    return publish_bundle(bundle, by=by or make_user(), change_note=note)


def member(bundle: Bundle, stage: int) -> Matter:
    """The matter of that stage."""
    return bundle.members.get(stage=stage).matter


def move_on(matter: Matter, **values: Any) -> Edition:
    """A further edition of a matter, from today: it asks for one paper more, and whatever `values` say."""
    guide = matter.editions.newest_first().first().guide
    papers = (*guide.requirements, make_requirement(9, "新增的证明"))
    day = values.pop("effective_from", None) or matter.editions.first().effective_from
    return add_edition(matter, replace(guide, requirements=papers, **values), effective_from=day)


def other_department(name: str = "试行牵头局") -> Department:
    """A department beside that of the factories."""
    region = Department.objects.first().region
    return Department.objects.create(name=name, short_name=name, region=region)
