"""A synthetic catalog of any size, to see how lists, search and publishing behave at the size of a real district and beyond.

Everything is computed from a matter's running number: the same number is the same matter in every database. All of it is marked as
demonstration data, and nothing of the demo district is touched but its places, which are loaded where they are missing.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import models, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import StaffUser
from matters import demo, enums
from matters.edition_handlings import write_all
from matters.freezing import freeze, ready_to_freeze
from matters.models import (
    Channel,
    Charge,
    Condition,
    Department,
    Edition,
    Faq,
    Handling,
    LegalBasis,
    Limit,
    Material,
    Matter,
    Option,
    Question,
    Remedy,
    Requirement,
    Site,
    Step,
    Topic,
)
from matters.models.matter import CODE_ALPHABET, CODE_LENGTH
from matters.plain import digest, to_plain
from matters.search.writing import index_all
from matters.seeding_words import (
    ACTIONS,
    AUDIENCES,
    OWNERS,
    PAPERS,
    SUBJECTS,
    TOPICS,
    TYPES,
)

T = TypeVar("T")
PREFIX = "ZZ"
"""How the public code of every synthetic matter begins."""
CAPACITY = len(CODE_ALPHABET) ** (CODE_LENGTH - len(PREFIX))
MATERIALS = 8
"""Materials of each matter, one of which only an agent brings."""
BATCH = 250


class Refused(Exception):
    """The database holds a real office's data, or so many matters cannot be numbered; nothing was touched."""


def seed(count: int) -> int:
    """Top the catalog up to `count` synthetic matters, each published in a first edition; returns how many were added.

    Every batch is one transaction, so a run that was cut off is continued by the next one. Raises Refused.
    """
    _require_possible(count)
    if not Site.objects.filter(demo=True).exists():
        demo.load_places()
    known = set(Matter.objects.filter(code__startswith=PREFIX).values_list("code", flat=True))
    missing = [number for number in range(count) if code_of(number) not in known]
    for start in range(0, len(missing), BATCH):
        _add(missing[start : start + BATCH])
    return len(missing)


def code_of(number: int) -> str:
    """The public code of the matter of that running number, counted from 0."""
    text = ""
    for _ in range(CODE_LENGTH - len(PREFIX)):
        number, digit = divmod(number, len(CODE_ALPHABET))
        text = CODE_ALPHABET[digit] + text
    return PREFIX + text


def _require_possible(count: int) -> None:
    if not 0 <= count <= CAPACITY:
        raise Refused(f"数量应在0到{CAPACITY}之间。")
    if Matter.objects.filter(demo=False).exists() or Site.objects.filter(demo=False).exists():
        raise Refused("这个数据库里有正式数据，不能生成合成目录。请换一个空数据库（DATABASE_URL）。")


@transaction.atomic
def _add(numbers: list[int]) -> None:
    """A batch of matters with all their rows, and their editions."""
    departments, library, topics = _departments(), _library(), _topics()
    rows: dict[type[models.Model], list[models.Model]] = defaultdict(list)
    for number in numbers:
        matter = _matter(number, _pick(departments, number))
        parts = (
            *_told(matter, number),
            *_asked(matter),
            *_papers(matter, number, library),
            Matter.topics.through(matter=matter, topic=_pick(topics, number)),
        )
        for row in (matter, *parts):
            rows[type(row)].append(row)
    # In the order in which they were first met: a question comes before its options.
    for model, found in rows.items():
        model._default_manager.bulk_create(found, batch_size=500)
    _publish([row.pk for row in rows[Matter]])


def _publish(matter_ids: list[int]) -> None:
    """First editions, many at once and past the checks of `publishing.publish`: a test proves that those would find nothing to refuse."""
    by = _publisher()
    editions = []
    for matter in ready_to_freeze().filter(pk__in=matter_ids):
        guide = freeze(matter)
        editions.append(
            Edition(
                matter=matter,
                number=1,
                content=to_plain(guide),
                sha256=digest(guide),
                effective_from=timezone.localdate(),
                published_by=by,
                change_note="合成目录首版",
            )
        )
    Edition.objects.bulk_create(editions, batch_size=100)
    told = [(edition, edition.guide) for edition in editions]
    write_all(told)
    index_all(told)
    audit.record(actor=by, action="seed_catalog", target=f"{PREFIX}*", added=len(editions))


def _publisher() -> StaffUser:
    """An account nobody can sign in with, so that no person's name stands under synthetic editions."""
    values = {"display_name": "合成目录", "is_active": False, "password": "!"}
    return StaffUser.objects.get_or_create(username="seed", defaults=values)[0]


def _departments() -> list[Department]:
    """Those of the demo district, in the order of its file."""
    names = [row["name"] for row in demo.read("places.yaml")["departments"]]
    found = Department.objects.in_bulk(names, field_name="name")
    return [found[name] for name in names]


def _library() -> list[Material]:
    """The shared material library; marked in their names, so that none is ever taken for an entry of the demo district."""
    names = [f"{owner}{paper}（示例）" for owner in OWNERS for paper in PAPERS]
    Material.objects.bulk_create([Material(name=name, issuer="") for name in names], ignore_conflicts=True)
    found = Material.objects.in_bulk(names, field_name="name")
    return [found[name] for name in names]


def _topics() -> list[Topic]:
    return [Topic.objects.get_or_create(name=name)[0] for name in TOPICS]


def _matter(number: int, department: Department) -> Matter:
    subject = _pick(SUBJECTS, number)
    action = _pick(ACTIONS, number // len(SUBJECTS))
    basic = f"{900000 + number % 100000:06d}{number // 100000 + 1:03d}000"
    return Matter(
        code=code_of(number),
        name=f"{subject}{action}（示例{number + 1}）",
        short_name=f"{action}{subject}",
        summary=f"{subject}的{action}，符合条件的当事人均可申请",
        basic_code=basic,
        implementation_code=f"{department.code}4{basic}",
        matter_type=_pick(TYPES, number),
        processing_type=enums.ProcessingType.COMMITTED,
        audiences=list(_pick(AUDIENCES, number)),
        department=department,
        result_name=f"{subject}{action}结果通知书",
        result_kind=enums.ResultKind.APPROVAL,
        result_delivery=[enums.Delivery.WINDOW.value, enums.Delivery.POST.value],
        visits=1,
        visits_reason="核验原件",
        consult_phone=f"0372-000{number % 8000 + 1000:04d}",
        complaint_phone="0372-0009999",
        source_note="合成目录，仅供演示",
        demo=True,
        standing=enums.Standing.LIVE,
    )


def _told(matter: Matter, number: int) -> Iterator[models.Model]:
    """What is told of how it goes: limits, conditions, steps, fee, basis, channels, levels, remedies."""
    law, days = _pick(SUBJECTS, number), number % 5 + 3
    yield Limit(matter=matter, position=1, kind=enums.LimitKind.STATUTORY, amount=20)
    yield Limit(matter=matter, position=2, kind=enums.LimitKind.PROMISED, amount=days)
    yield Condition(matter=matter, position=1, text=f"符合{law}管理规定的条件")
    yield Condition(matter=matter, position=2, text="申请材料真实、完整，在有效期内")
    for position, (name, who, limit) in enumerate(_steps(days), 1):
        yield Step(matter=matter, position=position, name=name, who=who, limit=limit)
    if number % 10 == 0:
        yield Charge(matter=matter, position=1, name="工本费", standard="10元/份", basis="《合成目录收费标准》（示例）")
    yield LegalBasis(matter=matter, position=1, title=f"《{law}管理办法》（示例）", article="第十二条")
    yield Channel(matter=matter, position=1, kind=enums.ChannelKind.WINDOW)
    yield Channel(matter=matter, position=2, kind=enums.ChannelKind.WEB)
    yield Handling(matter=matter, position=1, level=enums.Level.STREET, how=enums.How.FORWARD)
    yield Handling(matter=matter, position=2, level=enums.Level.DISTRICT, how=enums.How.DIRECT)
    yield Remedy(matter=matter, position=1, kind=enums.RemedyKind.REVIEW, authority="区人民政府", period="60日内")
    yield Faq(matter=matter, position=1, question="可以代办吗？", answer="可以，受托人带委托书和本人身份证明。")


def _steps(days: int) -> tuple[tuple[str, str, str], ...]:
    return (
        ("受理", "综合窗口", "当场"),
        ("审查", "承办科室", f"{days - 2}个工作日"),
        ("决定", "分管负责人", "1个工作日"),
        ("送达", "出件窗口", "1个工作日"),
    )


def _asked(matter: Matter) -> Iterator[models.Model]:
    """One question, on which the last material depends."""
    question = Question(matter=matter, position=1, key="who", text="由谁来办？")
    yield question
    yield Option(question=question, position=1, key="self", text="本人办理")
    yield Option(question=question, position=2, key="agent", text="委托他人办理")


def _papers(matter: Matter, number: int, library: Sequence[Material]) -> Iterator[models.Model]:
    """Neighbours in the library, so that no matter asks for one twice."""
    for position in range(1, MATERIALS + 1):
        deferrable = position == MATERIALS - 1
        yield Requirement(
            matter=matter,
            position=position,
            key=f"m{position}",
            material=_pick(library, number * 3 + position),
            copies=position % 2,
            necessity=enums.Necessity.DEFERRABLE if deferrable else enums.Necessity.REQUIRED,
            defer="受理后5个工作日内" if deferrable else "",
            standard="在有效期内" if position % 3 == 0 else "",
            when="who.agent" if position == MATERIALS else "",
        )


def _pick(choices: Sequence[T], number: int) -> T:
    return choices[number % len(choices)]
