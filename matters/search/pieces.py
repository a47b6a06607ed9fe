"""Words that nobody put spaces between, cut into pieces that the catalogue knows. Pure."""

from matters.search.phrases import Phrases

LONGEST = 12


def pieces(phrases: Phrases, word: str) -> tuple[str, ...]:
    """From the left, each as long as some phrase has it; empty where one of a single character would be left over."""
    found: list[str] = []
    rest = word
    while rest:
        length = next((n for n in range(min(len(rest), LONGEST), 1, -1) if phrases.having(rest[:n])), 0)
        if not length:
            return ()
        if len(rest) - length == 1 and length > 2 and phrases.having(rest[length - 1 :]):
            length -= 1  # 公司注|销 as 公司|注销
        found.append(rest[:length])
        rest = rest[length:]
    return tuple(found)
