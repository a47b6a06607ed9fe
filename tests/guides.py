"""A guide that has everything."""

from dataclasses import replace

from matters import enums
from matters.guide import (
    Channel,
    Charge,
    Faq,
    Guide,
    Handling,
    LegalBasis,
    Mode,
    Option,
    Party,
    Pause,
    Question,
)
from tests.factories import make_guide, make_requirement


def full_guide() -> Guide:
    """Something in every list and field that an editor can fill."""
    who = Question(
        key="who",
        text="谁来办？",
        help="看证件",
        options=(Option(key="self", text="本人"), Option(key="agent", text="代办", note="带委托书")),
    )
    return replace(
        make_guide(),
        synonyms=("卫生证", "卫生许可"),
        short_name="卫生许可证",
        questions=(who, replace(who, key="kin", when=("who.agent",))),
        requirements=(
            make_requirement(
                1, "测试授权书", when=("who.agent",), form=enums.Form.EITHER, necessity=enums.Necessity.DEFERRABLE,
                defer="3日内", source=enums.Source.OTHER, issuer="公证处", how_to_get="到公证处办理", fill_note="写清权限",
                standard="签名齐全", basis="第五条", waiver="本人办理的", any_of="委托",
            ),
        ),
        pauses=(Pause(name="现场核查", limit="10个工作日", note="不计入"),),
        charges=(Charge(name="工本费", standard="20元", basis="豫发改〔2019〕1号", reduction="低保免收", when=("who.self",)),),
        legal_basis=(LegalBasis(title="《条例》", number="国务院令第1号", article="第四条", text="条文"),),
        channels=(Channel(kind=enums.ChannelKind.WEB, url="https://example.gov.cn", note="全程网办"),),
        modes=(Mode(kind=enums.ModeKind.GREEN, note="老年人优先"),),
        handlings=(
            Handling(level=enums.Level.STREET, how=enums.How.FORWARD, sites=("dengtalu", "hongqilu"),
                     back_office=Party(name="演示后台局"), note="当日转报", when=("who.self",)),
        ),
        faqs=(Faq(question="要预约吗？", answer="不用。"),),
        scope=enums.Scope.CITY,
        scope_form=enums.ScopeForm.COLLECT,
        quantity_limit="不限", prohibitions="无", intermediary="无", source_note="自编", demo=True,
    )  # fmt: skip
