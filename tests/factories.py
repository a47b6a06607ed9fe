"""Small, complete things to test with. Every default is what an ordinary matter has; a test names what matters to it."""

from datetime import date, datetime
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import StaffUser
from matters import enums
from matters.guide import (
    Channel,
    Condition,
    Guide,
    Handling,
    LegalBasis,
    Limit,
    Party,
    Remedy,
    Requirement,
    Result,
    Step,
)
from matters.models import Edition, Matter, Region, Site
from matters.models.matter import CODE_ALPHABET
from matters.place import Place
from matters.plain import digest, to_plain
from notices.sheet import EditionMark, Profile, Sheet, compose
from tests import working_copy

_numbers = count(1)
LEVELS = (enums.Level.DISTRICT, enums.Level.STREET, enums.Level.COMMUNITY)

PROFILE = Profile(
    office="安阳市北关区政务服务中心", hotline="0372-0000000", progress="扫码查询", footer="以网上公布的最新版本为准。"
)
PLACE = Place(
    code="dengtalu",
    name="灯塔路街道便民服务中心",
    level=enums.Level.STREET,
    region="410503003000",
    address="安阳市北关区灯塔路演示128号",
    floor="一楼",
    window="3号综合窗口",
    phone="0372-0001103",
    hours="周一至周五 9:00—12:00、13:30—17:00，法定节假日除外",
    transit="乘演示7路至“灯塔路”站",
)
MARK = EditionMark(number=7, effective_from=date(2026, 1, 1))


def make_requirement(number: int = 1, name: str = "居民身份证", **values: Any) -> Requirement:
    """One paper, asked for in one copy."""
    return Requirement(**{"key": f"m{number}", "name": name, "material": name, "original": 1, "copies": 1, **values})


def make_guide(**values: Any) -> Guide:
    """A complete guide with three papers and no questions."""
    papers = ("居民身份证", "居民户口簿", "申请表")
    defaults: dict[str, Any] = {
        "code": "K7M2PA",
        "name": "公共场所卫生许可证核发（新发）",
        "implementation_code": "11410503000000289F4000123001000",
        "matter_type": enums.MatterType.PERMIT,
        "processing_type": enums.ProcessingType.COMMITTED,
        "audiences": (enums.Audience.ENTERPRISE,),
        "department": Party(name="安阳市北关区卫生健康委员会", code="11410503000000289F"),
        "limits": (
            Limit(kind=enums.LimitKind.STATUTORY, amount=20, unit=enums.LimitUnit.WORKDAY),
            Limit(kind=enums.LimitKind.PROMISED, amount=5, unit=enums.LimitUnit.WORKDAY),
        ),
        "conditions": (Condition(text="从业场所符合卫生标准"),),
        "requirements": tuple(make_requirement(i, name) for i, name in enumerate(papers, 1)),
        "steps": (
            Step(name="受理", who="综合窗口", limit="当场", result="受理通知书"),
            Step(name="决定", who="区卫生健康委员会", limit="4个工作日", result="许可决定"),
        ),
        "legal_basis": (LegalBasis(title="《公共场所卫生管理条例》", article="第四条"),),
        "result": Result(name="公共场所卫生许可证", kind=enums.ResultKind.LICENCE, delivery=(enums.Delivery.WINDOW,)),
        "visits_reason": "现场核验",
        "channels": (Channel(kind=enums.ChannelKind.WINDOW),),
        "handlings": (Handling(level=enums.Level.STREET, how=enums.How.DIRECT),),
        "consult_phone": "0372-0002013",
        "complaint_phone": "0372-0009913",
        "remedies": (Remedy(kind=enums.RemedyKind.REVIEW, authority="北关区人民政府", period="60日内"),),
    }
    return Guide(**{**defaults, **values})


def make_sheet(guide: Guide | None = None, **values: Any) -> Sheet:
    """The blank sheet of a guide at the street centre."""
    defaults = {"mark": MARK, "profile": PROFILE, "url": "https://zwfw.example.gov.cn/g/K7M2PA/"}
    return compose(guide or make_guide(), values.pop("place", PLACE), **{**defaults, **values})


def make_region(level: enums.Level = enums.Level.STREET) -> Region:
    """A street of a district of its own (or that district, or a community of that street)."""
    number = next(_numbers)
    region = None
    for nested, tail in zip(LEVELS, ("000000", "001000", "001001"), strict=True):
        name = f"第{number}{nested.label}"
        region = Region.objects.create(code=f"9{number:05d}{tail}", name=name, level=nested, parent=region)
        if nested == level:
            break
    return region


def make_site(level: enums.Level = enums.Level.STREET, **values: Any) -> Site:
    """A site with address, window and phone."""
    number = next(_numbers)
    defaults = {
        "code": f"site{number}",
        "name": f"第{number}便民服务中心",
        "serial_name": f"测站{number}",
        "kind": enums.SiteKind.STREET_CENTRE,
        "region": values.pop("region", None) or make_region(level),
        "address": f"演示路{number}号",
        "floor": "一楼",
        "window": "1号窗口",
        "phone": "0372-0000001",
    }
    return Site.objects.create(**{**defaults, **values})


def make_user(site: Site | None = None, *permissions: str, **values: Any) -> StaffUser:
    """A member of staff; `permissions` like "notices.issue_notice". Password: `secret-word-9`."""
    from django.contrib.auth.models import Permission

    number = next(_numbers)
    user = StaffUser.objects.create_user(
        **{
            "username": f"user{number}",
            "password": "secret-word-9",
            "display_name": f"演示{number}号",
            "site": site,
            **values,
        }
    )
    for permission in permissions:
        app, codename = permission.split(".")
        user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
    return user


def make_clerk(site: Site | None = None, **values: Any) -> StaffUser:
    """A window clerk of a site, with the rights of the role."""
    from django.contrib.auth.models import Group

    user = make_user(site or make_site(), **{"window": "1号窗口", **values})
    user.groups.add(Group.objects.get(name="窗口人员"))
    return user


def make_matter(guide: Guide | None = None, **values: Any) -> Matter:
    """A draft whose rows are those of `guide`, with an own public code. Handled at every street site unless the guide says otherwise."""
    guide = guide or make_guide()
    matter = Matter.objects.create(**{**working_copy.own_values(guide), "code": new_code(), **values})
    working_copy.add_rows(matter, guide)
    return matter


def new_code() -> str:
    """An unused public code."""
    number, text = next(_numbers), ""
    for _ in range(5):
        number, digit = divmod(number, len(CODE_ALPHABET))
        text = CODE_ALPHABET[digit] + text
    return "Z" + text


def make_published(guide: Guide | None = None, **values: Any) -> Matter:
    """A matter whose first edition is in force since the first of January 2026, written past the publication checks."""
    from matters.freezing import freeze, ready_to_freeze

    matter = make_matter(guide, standing=enums.Standing.LIVE, **values)
    add_edition(matter, freeze(ready_to_freeze().get(pk=matter.pk)))
    return matter


def add_edition(matter: Matter, guide: Guide, effective_from: date = date(2026, 1, 1)) -> Edition:
    """The next edition with exactly that content."""
    return Edition.objects.create(
        matter=matter,
        number=matter.editions.count() + 1,
        content=to_plain(guide),
        sha256=digest(guide),
        effective_from=effective_from,
        published_by=StaffUser.objects.filter(username="shenhe").first() or make_user(),
        change_note="测试版本",
    )


def local(year: int, month: int, day: int, hour: int = 9, minute: int = 41) -> datetime:
    """An aware time in Asia/Shanghai."""
    return timezone.make_aware(datetime(year, month, day, hour, minute))  # noqa: DTZ001
