"""The one character on the tile of an event, the same on the site and at the terminals. Pure."""

_OWN = {"出生": "生", "上学": "学", "就业": "职", "结婚": "婚", "置业": "房", "社保": "保", "就医": "医", "养老": "老",
        "残疾": "残", "救助": "救", "出行": "车", "出入境": "境", "户籍": "户", "身后": "念", "法律服务": "法"}  # fmt: skip


def symbol_of(topic: str) -> str:
    """Of a life event one that no other has; of any other topic its first."""
    return _OWN.get(topic, topic[:1])
