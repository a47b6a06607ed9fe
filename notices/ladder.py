"""The steps of the one-page ladder, as data (see `notices.fitting` for the climb)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One step. `density` is a class of static/css/sheet.css, `folded` the blocks that move behind the QR code."""

    name: str
    rung: int
    density: str
    folded: tuple[str, ...] = ()
    two_sided: bool = False

    @property
    def words(self) -> str:
        """The rung as editors read it."""
        return RUNG_WORDS[self.rung]

    @property
    def run_in(self) -> bool:
        """Whether the lines below the materials run on in one paragraph instead of each beginning anew."""
        return self.density not in {"roomy", "normal"}


RUNG_WORDS = {1: "正常字号", 2: "小字紧排", 3: "部分内容移到二维码后", 4: "一张双面"}

FOLD_ORDER = ("faqs", "legal_texts", "step_details", "other_sites")
"""What may move behind the QR code, first to last. Nothing else ever does."""
FOLD_WORDS = {"faqs": "常见问题", "legal_texts": "法律条文", "step_details": "环节详情", "other_sites": "其他办理点"}

# Questions and answers leave before the type gets smaller: no rule asks for them on paper, and larger type serves more people.
LADDER: tuple[Setting, ...] = (
    Setting("roomy", 1, "roomy"),
    Setting("normal", 1, "normal"),
    Setting("even", 1, "even"),
    Setting("tight-faq", 1, "tight"),
    Setting("tight", 1, "tight", FOLD_ORDER[:1]),
    Setting("snug", 2, "snug", FOLD_ORDER[:1]),
    Setting("compact", 2, "compact", FOLD_ORDER[:1]),
    *(Setting(f"fold{n}", 3, "compact", FOLD_ORDER[:n]) for n in range(2, len(FOLD_ORDER) + 1)),
)
TWO_SIDED: tuple[Setting, ...] = (
    Setting("two-sided", 4, "normal", two_sided=True),
    Setting("two-sided-compact", 4, "compact", two_sided=True),
)
"""Both sides of one sheet, nothing folded: where an editor allowed it, or where a fitting sheet stopped to fit."""
SETTINGS = {setting.name: setting for setting in (*LADDER, *TWO_SIDED)}
