"""The parts of a guide in the words a citizen reads; used by the sheet, the public page and the list of changes alike."""

from collections.abc import Iterable

from matters.enums import Form, Necessity, Source
from matters.guide import Charge, Guide, Handling, LegalBasis, Limit, Obtained, Pause, Remedy, Requirement, Step, When
from matters.whens import implies

_SOURCES = {Source.APPLICANT: "自备", Source.GOVERNMENT: "政府核发", Source.OTHER: "其他"}
_FORMS = {Form.PAPER: "纸质", Form.ELECTRONIC: "电子", Form.EITHER: "均可"}
_ONE_OF = "〇一二三四五六七八九十"


def duration(limit: Limit) -> str:
    """`10个工作日`, `1年`, `2小时`, `当场办结`."""
    if limit.amount == 0:
        return "当场办结"
    counter = "" if limit.unit.label in {"年", "小时", "周"} else "个"
    return f"{limit.amount}{counter}{limit.unit.label}"


def limit_words(limit: Limit) -> str:
    """A duration with its note: `10个工作日（自受理之日起）`."""
    return duration(limit) + (f"（{limit.note}）" if limit.note else "")


def pause_words(pause: Pause) -> str:
    """A special procedure in one clause."""
    return "，".join(part for part in (pause.name + pause.limit, pause.note) if part)


def copies(requirement: Requirement) -> str:
    """`原件1 复印件2`, `原件1`, `电子件`; empty counts say 按需."""
    if requirement.form == Form.ELECTRONIC and not (requirement.original or requirement.copies):
        return "电子件"
    parts = [f"{word}{n}" for word, n in (("原件", requirement.original), ("复印件", requirement.copies)) if n]
    return " ".join(parts) or "1份"


def form(requirement: Requirement) -> str:
    """材料形式 in at most two characters."""
    return _FORMS[requirement.form]


def source(requirement: Requirement) -> str:
    """来源渠道 in at most four characters."""
    return _SOURCES[requirement.source]


def issued_by(requirement: Requirement) -> str:
    """`公安机关核发`; empty where the applicant makes it."""
    if not requirement.issuer:
        return ""
    return requirement.issuer + ("核发" if requirement.source == Source.GOVERNMENT else "出具")


def necessity(requirement: Requirement) -> str:
    """What is said of a paper that is not simply required."""
    if requirement.necessity == Necessity.DEFERRABLE:
        return f"可容缺：{requirement.defer}" if requirement.defer else "可容缺后补"
    return "非必要，有则提供" if requirement.necessity == Necessity.OPTIONAL else ""


def one_of(count: int) -> str:
    """`二选一` for two alternatives."""
    return f"{_ONE_OF[count] if count < len(_ONE_OF) else count}选一"


def condition(guide: Guide, when: When) -> str:
    """The condition of a row in the options' words: `委托他人代办且遗失补办时`; empty when there is none."""
    groups: dict[str, list[str]] = {}
    for token in when:
        key, _, option = token.partition(".")
        question = guide.question(key)
        texts = [o.text for o in question.options if o.key == option] if question else [token]
        groups.setdefault(key, []).extend(texts)
    return "，且".join("或".join(texts) for texts in groups.values()) + ("时" if groups else "")


def requirement_condition(guide: Guide, requirement: Requirement) -> str:
    """The condition of a material; in a bundle, that of each matter that asks for it: `委托他人时，或新开店时`."""
    if not (requirement.parts and requirement.when):
        return condition(guide, requirement.when)
    return one_of_conditions(guide, [part.when for part in requirement.parts])


def one_of_conditions(guide: Guide, whens: Iterable[When]) -> str:
    """Several conditions of which one is enough; those over one and the same question as one, and none that is met only where another is."""
    every = {frozenset(when): when for when in sorted(whens)}
    if frozenset() in every:
        return ""
    distinct = {key: a for key, a in every.items() if not any(b != a and implies(a, b) for b in every.values())}
    tokens = tuple(dict.fromkeys(token for when in distinct.values() for token in when))
    if len({token.partition(".")[0] for token in tokens}) == 1:
        return condition(guide, tokens)
    return "，或".join(dict.fromkeys(condition(guide, when) for when in distinct.values()))


def used_by(guide: Guide, requirement: Requirement) -> str:
    """`用于：个体工商户设立登记、食品经营许可`; `用于全部事项` where every matter of the bundle asks for it; empty outside a bundle."""
    if len(guide.members) < 2 or not requirement.used_by:
        return ""
    if {m.name for m in guide.members} <= set(requirement.used_by):
        return "用于全部事项"
    return f"用于：{'、'.join(requirement.used_by)}"


def obtained_words(guide: Guide, obtained: Obtained) -> str:
    """`由个体工商户设立登记办得，用于食品经营许可`."""
    return conditional(guide, f"由{obtained.by}办得，用于{'、'.join(obtained.used_by)}", obtained.when)


def conditional(guide: Guide, text: str, when: When) -> str:
    """`text` with its condition before it, where it has one."""
    return f"【{condition(guide, when)}】{text}" if when else text


def charge_words(charge: Charge) -> str:
    """Item, standard, basis, reduction in one sentence."""
    parts = [f"{charge.name}：{charge.standard}"]
    parts += [f"依据：{charge.basis}"] if charge.basis else []
    parts += [f"减免：{charge.reduction}"] if charge.reduction else []
    return "；".join(parts)


def legal_title(basis: LegalBasis) -> str:
    """`《行政许可法》（主席令第29号）第十二条`."""
    return basis.title + (f"（{basis.number}）" if basis.number else "") + basis.article


def step_words(step: Step) -> str:
    """Who, where in the hierarchy, what, how long, what comes of it."""
    return "，".join(
        part for part in (step.who, step.content, step.limit, step.result and f"出具{step.result}") if part
    )


def handling_words(handling: Handling) -> str:
    """`街道：前端受理转报（转北关区残疾人联合会）`."""
    return f"{handling.level.label}{how_words(handling)}"


def how_words(handling: Handling) -> str:
    """`前端受理转报（转北关区残疾人联合会）`."""
    back = f"转{handling.back_office.name}" if handling.back_office else ""
    note = "，".join(part for part in (back, handling.note) if part)
    return handling.how.label + (f"（{note}）" if note else "")


def remedy_words(remedy: Remedy) -> str:
    """`行政复议：安阳市北关区人民政府，收到决定之日起60日内`."""
    tail = "，".join(part for part in (remedy.authority, remedy.period) if part)
    return remedy.kind.label + (f"：{tail}" if tail else "")
