"""The steps of the ladders, as data: in which settings a sheet is tried on its layout (see `notices.fitting` for the climb)."""

from dataclasses import dataclass

from notices.enums import Layout


@dataclass(frozen=True, slots=True)
class Setting:
    """One step. `density` is a class of the layout's style sheet, `folded` the blocks that move behind the QR code."""

    name: str
    rung: int
    density: str
    folded: tuple[str, ...] = ()
    two_sided: bool = False
    layout: Layout = Layout.A4

    @property
    def words(self) -> str:
        """The rung as editors read it."""
        return RUNG_WORDS[self.rung]

    @property
    def most_pages(self) -> int:
        """How many pages a sheet may take to fit: both sides of one sheet, or one."""
        return 2 if self.two_sided else 1

    @property
    def run_in(self) -> bool:
        """Whether the lines below the materials run on in one paragraph instead of each beginning anew."""
        return self.density not in {"roomy", "normal"}


RUNG_WORDS = {1: "正常字号", 2: "小字紧排", 3: "部分内容移到二维码后", 4: "一张双面"}

FOLD_ORDER = ("faqs", "legal_texts", "step_details", "other_sites")
"""What may move behind the QR code, first to last. Nothing else ever does."""
LARGE_FOLD_ORDER = ("conditions", "notes", "steps", "details", "how_to_get")
"""The same for large type, where a line holds a third as much. Papers with their counts and conditions, place, hours, phones and fee stay."""
POSTER_FOLD_ORDER = (*FOLD_ORDER, "notes", "legal", "details", "steps")
"""The same for a poster: at the very end the notes beside the papers, and for the largest bundles what is no paper, place, phone or fee."""
FOLD_WORDS = {
    "faqs": "常见问题",
    "legal_texts": "法律条文",
    "legal": "设定依据",
    "step_details": "环节详情",
    "other_sites": "其他办理点",
    "situation": "所选情形",
    "conditions": "受理条件",
    "notes": "材料填写与审核要求",
    "steps": "办理流程",
    "details": "结果领取与其他说明",
    "how_to_get": "材料怎么取得",
}

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
BUNDLE_LADDER: tuple[Setting, ...] = (
    *LADDER,
    Setting("bundle1", 3, "compact dense", FOLD_ORDER),
    Setting("bundle2", 3, "compact dense", (*FOLD_ORDER, "legal")),
    Setting("bundle3", 3, "compact dense", (*FOLD_ORDER, "legal", "conditions")),
    Setting("bundle4", 3, "compact dense", (*FOLD_ORDER, "legal", "conditions", "steps")),
)
"""A bundle goes further: laws, conditions and steps of every one of its matters stand in that matter's own guide as well."""
HOLDS = (1_450, 1_700, 1_930, 2_220, 2_330, 2_600, *(3_050,) * 4, *(3_800,) * 2)
"""How many characters of an issued sheet the steps of these two ladders hold, roughly: measured on the demo district. Only where a search begins."""
LETTER_LADDER: tuple[Setting, ...] = (
    Setting("letter-roomy", 1, "roomy"),
    Setting("letter-normal", 1, "normal"),
    Setting("letter-even", 1, "even"),
    Setting("letter-close", 1, "close"),
    Setting("letter-snug", 2, "snug"),
    Setting("letter-compact", 2, "compact"),
    Setting("letter-dense", 2, "compact dense"),
    Setting("letter-two-sided", 4, "even", two_sided=True),
    Setting("letter-two-compact", 4, "compact", two_sided=True),
)
"""Of the documents that follow a 告知单: nothing is folded, the type is never smaller than 9 pt; what one page cannot hold goes on both sides."""
TWO_SIDED: tuple[Setting, ...] = (
    Setting("two-sided", 4, "normal", two_sided=True),
    Setting("two-sided-compact", 4, "compact", two_sided=True),
)
"""Both sides of one A4 sheet, nothing folded: where an editor allowed it, or where a fitting sheet stopped to fit."""


def _large(name: str, rung: int, density: str, folds: int = 0) -> Setting:
    """The type stays at 18 pt or more on every rung; only the room around it and the blocks change."""
    return Setting(f"large-{name}", rung, density, LARGE_FOLD_ORDER[:folds], two_sided=True, layout=Layout.LARGE)


def _poster(name: str, rung: int, density: str, folds: int = 0) -> Setting:
    return Setting(f"poster-{name}", rung, density, POSTER_FOLD_ORDER[:folds], layout=Layout.POSTER)


def _sizes(layout: Layout, *densities: str) -> tuple[Setting, ...]:
    """The ladder of a small piece of paper, whose texts are few: the type gets smaller, and at the very end the situation goes."""
    sizes = (Setting(f"{layout}-{d}", 1 if n < 2 else 2, d, layout=layout) for n, d in enumerate(densities))
    return (*sizes, Setting(f"{layout}-last", 3, densities[-1], ("situation",), layout=layout))


LADDERS: dict[Layout, tuple[Setting, ...]] = {
    Layout.A4: LADDER,
    Layout.LARGE: (
        _large("roomy", 1, "roomy"),
        _large("normal", 1, "normal"),
        _large("tight", 1, "tight"),
        *(_large(f"fold{n}", 3, "tight", n) for n in range(1, len(LARGE_FOLD_ORDER) + 1)),
    ),
    Layout.POSTER: (
        _poster("grand", 1, "grand"),
        _poster("roomy", 1, "roomy"),
        _poster("roomy-faq", 1, "roomy", 1),
        _poster("even", 1, "even", 1),
        _poster("normal", 1, "normal", 1),
        *(_poster(f"fold{n}", 3, "normal", n) for n in range(2, len(FOLD_ORDER) + 1)),
        _poster("snug", 3, "snug", len(FOLD_ORDER)),
        _poster("close", 3, "close", len(FOLD_ORDER)),
        _poster("compact", 3, "compact", len(FOLD_ORDER)),
        _poster("last", 3, "compact two-columns", 5),
        *(_poster(f"bare{n}", 3, "compact two-columns", n) for n in range(6, len(POSTER_FOLD_ORDER) + 1)),
    ),
    Layout.LABEL: _sizes(Layout.LABEL, "roomy", "normal", "snug", "compact", "smallest"),
    Layout.CARD: _sizes(Layout.CARD, "roomy", "normal", "snug", "compact", "smallest"),
}
"""From roomy to full, for every layout. Each step takes less room than the one before."""
ISSUED_LAYOUTS = (Layout.A4, Layout.LARGE)
"""What a notice is printed as; the one to sign, with its stub, is A4. Posters, labels and cards are blank only."""
SETTINGS = {
    setting.name: setting
    for ladder in (*LADDERS.values(), BUNDLE_LADDER, LETTER_LADDER, TWO_SIDED)
    for setting in ladder
}
