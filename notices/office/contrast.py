"""How well a colour stands out from white paper."""

ENOUGH = 4.5
"""The least ratio for text (WCAG 2.1, success criterion 1.4.3)."""


def on_white(colour: str) -> float:
    """The contrast of `#rrggbb` to white, 1 to 21, by the formula of WCAG 2.1."""
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.03928 else float(((part + 0.055) / 1.055) ** 2.4)
