"""Where a file comes from, and what its digits mean there.

The same digit means different things in different systems (事项类型 03 is 行政强制 by GB/T 39046-2020 and 行政处罚 in one province), so a digit is
translated by the source's own map and never taken over. Without a source only digits that mean the same everywhere are understood.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from matters.enums import (
    Audience,
    ChannelKind,
    DepartmentNature,
    ExerciseLevel,
    Form,
    LimitUnit,
    MatterType,
    Necessity,
    PowerSource,
    ProcessingType,
    ResultKind,
)
from matters.enums import Source as Origin
from matters.exchange.values_counts import Counts

Codes = Mapping[str, Any]
T = MatterType

GB_TYPES: Codes = {
    "1": T.PERMIT, "2": T.PENALTY, "3": T.COERCION, "4": T.LEVY, "5": T.PAYMENT, "6": T.INSPECTION, "7": T.CONFIRMATION,
    "8": T.REWARD, "9": T.RULING, "10": T.OTHER_POWER, "20": T.PUBLIC_SERVICE,
}  # fmt: skip

NATIONAL: Mapping[str, Codes] = {
    "matter_type": GB_TYPES,
    "exercise_level": {str(n): level for n, level in enumerate(ExerciseLevel, 1)},
    "nature": {"1": DepartmentNature.STATUTORY, "2": DepartmentNature.AUTHORISED, "3": DepartmentNature.ENTRUSTED,
               "9": DepartmentNature.OTHER},
    "power_source": {str(n): power for n, power in enumerate(PowerSource, 1)},
    "audiences": {**{str(n): audience for n, audience in enumerate(tuple(Audience)[:6], 1)}, "9": Audience.OTHER},
    "processing_type": {"1": ProcessingType.IMMEDIATE, "2": ProcessingType.COMMITTED},
    "channels": {"1": ChannelKind.WINDOW, "2": ChannelKind.WEB, "3": ChannelKind.POST},
    "result_kind": {"10": ResultKind.LICENCE, "20": ResultKind.APPROVAL, "30": ResultKind.OTHER},
    "necessity": {"1": Necessity.REQUIRED, "2": Necessity.OPTIONAL, "3": Necessity.DEFERRABLE},
    "source": {"10": Origin.APPLICANT, "20": Origin.GOVERNMENT, "99": Origin.OTHER},
}  # fmt: skip
"""The national platform's exchange tables, which follow GB/T 39046-2020 in most.

材料类型, 材料形式 and 时限单位 have no digits that could be verified.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A system whose files are read: `codes` maps a field to the digits it writes, `area` is how its 区划代码 begin."""

    key: str
    name: str
    codes: Mapping[str, Codes]
    area: str = ""
    recognised_by: frozenset[str] = frozenset()

    def meaning(self, field: str) -> Codes:
        """The digits of a field here."""
        return self.codes.get(field, {})


def _source(key: str, name: str, own: Mapping[str, Codes], **known_by: Any) -> Source:
    return Source(key=key, name=name, codes={**NATIONAL, **own}, **known_by)


_COPIES_BY_TYPE: Codes = {"1": Counts(1, 0), "2": Counts(0, 1), "3": Counts(1, 1), "4": Counts(0, 1)}
_FORMS: Codes = {"1": Form.PAPER, "2": Form.ELECTRONIC, "3": Form.EITHER, "4": Form.EITHER}

SOURCES: Mapping[str, Source] = {
    source.key: source
    for source in (
        _source("national", "国家政务服务平台", {}, recognised_by=frozenset({"up_task_general_basic"})),
        # The standard's own appendix numbers 服务对象 and 办理形式 otherwise than the platform's tables.
        _source(
            "gb", "国家标准 GB/T 39046-2020 附录A",
            {"audiences": {**{str(n): a for n, a in enumerate(tuple(Audience)[:4], 1)}, "5": Audience.AGENCY, "6": Audience.OTHER},
             "channels": {"1": ChannelKind.WINDOW, "2": ChannelKind.WEB, "3": ChannelKind.MOBILE, "4": ChannelKind.POST}},
        ),
        # 广东 AUDIT_* tables: 20 is 其他行政权力; 材料类型 is the class of the paper, which the library keeps.
        _source(
            "guangdong", "广东",
            {"matter_type": {**GB_TYPES, "20": T.OTHER_POWER, "21": T.PUBLIC_SERVICE},
             "material_type": {"1": None, "2": None, "3": None},
             "form": {"1": Form.PAPER, "2": Form.ELECTRONIC, "3": Form.EITHER}},
            area="44",
        ),
        # 四川政务服务网: the digits of the standard without leading zeros; taskType, areaCode, itemCode as headings.
        _source("sichuan", "四川", {}, area="51", recognised_by=frozenset({"itemcode", "tasktype", "deptcode"})),
        # 广西, 浙江 and most provinces: 材料类型 says original or copy.
        _source("guangxi", "广西、浙江等多数省", {"material_type": _COPIES_BY_TYPE, "form": _FORMS}, area="45"),
        # 福建: 权力来源 in an order of its own.
        _source(
            "fujian", "福建",
            {"power_source": {"1": PowerSource.STATUTORY, "2": PowerSource.AUTHORISED_ABOVE, "3": PowerSource.AUTHORISED_PEER,
                              "4": PowerSource.ENTRUSTED_ABOVE, "5": PowerSource.ENTRUSTED_PEER, "6": PowerSource.DEVOLVED}},
            area="35",
        ),
        # zfsoft's product, seen in 山东: necessity and source count from 0, units are letters.
        _source(
            "zfsoft", "山东（zfsoft 产品）",
            {"necessity": {"0": Necessity.REQUIRED, "1": Necessity.OPTIONAL, "2": Necessity.DEFERRABLE, "3": Necessity.DEFERRABLE},
             "source": {"0": Origin.APPLICANT, "1": Origin.GOVERNMENT, "2": Origin.OTHER},
             "limit_unit": {"N": LimitUnit.DAY, "W": LimitUnit.WORKDAY}},
            area="37",
        ),
        # 北京: a fourth 来源渠道, 中介机构出具.
        _source("beijing", "北京", {"source": {**NATIONAL["source"], "30": Origin.OTHER}}, area="11"),
        # A province, unnamed in the table it is taken from, whose 事项类型 are numbered in another order.
        _source(
            "other_order", "事项类型另行编号的省（03处罚 04强制 05征收 06给付 07裁决 08确认 09奖励 14公共服务）",
            {"matter_type": {"1": T.PERMIT, "3": T.PENALTY, "4": T.COERCION, "5": T.LEVY, "6": T.PAYMENT, "7": T.RULING,
                             "8": T.CONFIRMATION, "9": T.REWARD, "14": T.PUBLIC_SERVICE}},
        ),
    )
}  # fmt: skip


@cache
def _common(field: str) -> Codes:
    """The digits of the national platform that no other source uses otherwise."""
    others = [source.meaning(field) for source in SOURCES.values()]
    return {
        d: value
        for d, value in NATIONAL.get(field, {}).items()
        if all(codes.get(d, value) == value for codes in others)
    }


UNKNOWN = Source(
    key="", name="未说明来源", codes={field: _common(field) for s in SOURCES.values() for field in s.codes}
)
"""Stands for a file whose origin nobody named."""


@cache
def is_ambiguous(field: str, digit: str) -> bool:
    """Whether this digit means one thing here and another there, or means something only in some source."""
    return digit not in _common(field) and any(digit in source.meaning(field) for source in SOURCES.values())


def recognise(headings: frozenset[str], area: str) -> Source:
    """The source that the normalised names of a file's sheets and headings, and a 区划代码 in it, give away; else UNKNOWN."""
    by_area = (s for s in SOURCES.values() if s.area and area.startswith(s.area))
    by_headings = (s for s in SOURCES.values() if s.recognised_by and s.recognised_by <= headings)
    return next(by_area, None) or next(by_headings, UNKNOWN)
