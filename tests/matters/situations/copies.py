"""A working copy that asks two questions, the second opened by the first, with rows that depend on them."""

from typing import Any

from matters.guide import Charge, Condition, Option, Party, Question
from matters.working_copy import Requirement, WorkingCopy

WHO = Question(
    key="who",
    text="谁来办理？",
    options=(Option(key="self", text="本人"), Option(key="agent", text="代办"), Option(key="post", text="邮寄")),
)
KIN = Question(
    key="kin",
    text="是亲属吗？",
    options=(Option(key="yes", text="是"), Option(key="no", text="否")),
    when=("who.agent",),
)


def paper(key: str, *when: str, **values: Any) -> Requirement:
    """A material called like its key."""
    return Requirement(key=key, material=f"材料{key}", when=when, **values)


def make_copy(**values: Any) -> WorkingCopy:
    """Papers m1 (always), m2 (an agent), m3 (an agent who is no relative), a charge by post, a condition."""
    defaults: dict[str, Any] = {
        "name": "演示事项",
        "department": Party(name="演示局"),
        "questions": (WHO, KIN),
        "requirements": (paper("m1"), paper("m2", "who.agent"), paper("m3", "who.agent", "kin.no")),
        "charges": (Charge(name="邮费", standard="12元", when=("who.post",)),),
        "conditions": (Condition(text="年满18周岁"),),
    }
    return WorkingCopy(**{**defaults, **values})
