"""One guide as a terminal gets it."""

import base64

import numpy as np
import pytest
import zxingcpp

from matters.guide import Guide
from matters.kiosk.packing import bits, packed
from matters.kiosk.sections import sections
from matters.kiosk.tree import states
from matters.models import Edition
from tests.factories import make_guide
from tests.guides import full_guide
from tests.matters.kiosk.asking import asking

PAGE = "https://zwfw.example.gov.cn/g/K7M2PA/"


def pack(guide: Guide):
    return packed(guide, page=PAGE, spots=lambda tailored: (None, ()), remarks=lambda tailored: (), edition="第1版")


def read(code: str) -> str:
    """What a phone reads from packed bits."""
    size, _, data = code.partition(":")
    modules = np.unpackbits(np.frombuffer(base64.b64decode(data), np.uint8))[: int(size) ** 2].reshape(int(size), -1)
    image = np.pad((1 - modules) * 255, 4, constant_values=255).repeat(4, 0).repeat(4, 1).astype(np.uint8)
    return zxingcpp.read_barcodes(image)[0].text


def test_every_state_has_the_code_of_its_answers():
    found = [read(state["qr"]) for state in pack(asking(2))["states"]]
    assert found[:4] == [PAGE, f"{PAGE}?a=q0.yes", f"{PAGE}?a=q0.yes&a=q1.yes", f"{PAGE}?a=q0.yes&a=q1.no"]


def test_a_long_address_is_packed_as_well():
    text = PAGE + "?" + "&".join(f"a=question{n}.option{n}" for n in range(12))
    assert read(bits(text)) == text


def test_every_line_stands_once():
    guide = pack(asking(3))
    assert len(guide["rows"]) == len(set(guide["rows"]))
    assert len(guide["sections"]) == len(set(guide["sections"]))


def test_a_state_is_put_together_again_from_shared_lines():
    guide, whole = asking(2), pack(asking(2))
    for state, walked in zip(whole["states"], states(guide), strict=True):
        drawn = [
            (whole["sections"][n][0], tuple(whole["rows"][r] for r in whole["sections"][n][1]))
            for n in state["sections"]
        ]
        assert drawn == [(s.title, s.rows) for s in sections(walked.guide, None, ())]


def test_options_lead_to_states_and_a_capped_guide_leads_to_the_phone(monkeypatch):
    first = pack(asking(1))["states"][0]
    assert (first["ask"], first["to"]) == (0, [1, 2])
    monkeypatch.setattr("matters.kiosk.packing.states", lambda guide: states(guide, cap=1))
    capped = pack(asking(1))
    assert (capped["is_capped"], "ask" in capped["states"][0], read(capped["states"][0]["qr"])) == (
        True,
        False,
        f"{PAGE}ask/",
    )


def test_questions_come_with_all_their_words():
    question = pack(full_guide())["questions"][0]
    assert question == {"text": "谁来办？", "help": "看证件", "options": [["本人", ""], ["代办", "带委托书"]]}


def test_a_paper_comes_with_all_its_words():
    papers = [row for row in pack(full_guide())["rows"] if row[0] == "m"]
    assert papers[0] == (
        "m", "1", "测试授权书", "原件1 复印件1，纸质或电子", ("代办时才需要", "可容缺：3日内", "免交：本人办理的"),
        ("要求：签名齐全", "填写：写清权限", "怎样取得：公证处出具，到公证处办理"),
    )  # fmt: skip


def test_a_guide_without_papers_says_so():
    rows = pack(make_guide(requirements=(), no_materials=True))["rows"]
    assert ("p", "办这件事不用交材料。") in rows


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["K7M2PA", "BD5R2W"])
def test_every_paper_of_every_outcome_is_told(code):
    guide = Edition.objects.get(**{"bundle__code" if code[0] == "B" else "matter__code": code}).guide
    whole = pack(guide)
    for state, walked in zip(whole["states"], states(guide), strict=True):
        rows = [whole["rows"][r] for n in state["sections"] for r in whole["sections"][n][1]]
        assert [row[2] for row in rows if row[0] == "m"] == [r.name for r in _in_groups(walked.guide)]


def _in_groups(guide: Guide):
    keys = [r.any_of or r.key for r in guide.requirements]
    return sorted(guide.requirements, key=lambda r: keys.index(r.any_of or r.key))
