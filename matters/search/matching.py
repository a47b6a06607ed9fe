"""What fits the words that somebody typed, in stages: each is tried only where the one before found nothing. Pure.

As typed (every word, as characters, pinyin, initials or an everyday word), then without the words of a question; as short forms; cut into pieces
that are known; with one slip; and at last whatever has the most of it.
"""

from collections.abc import Callable

from matters.search import typos
from matters.search.everyday import Everyday, inside, told
from matters.search.folding import fold
from matters.search.in_part import in_part
from matters.search.library import Library, Match
from matters.search.mixed import mixed
from matters.search.phrases import BAND, Fits, Slips
from matters.search.pieces import pieces
from matters.search.spelling import has_letters, is_letters
from matters.search.tiers import Tiers, every, joined, within

EVERYDAY = 150
"""What it costs to be found through an everyday word: between the whole name and a part of it."""
RESEMBLING = 900
"""What it costs to resemble what an everyday word stands for, where nothing has it all."""
ALMOST, MOST = 700, 0.5
"""What it costs at least, and how much of the words an entry must have, to stand on the list of what has all of them somewhere; only where nobody
put spaces between the words.
"""

Stage = Callable[[Library, tuple[str, ...], Match], Tiers]


def match(library: Library, words: tuple[str, ...], among: int) -> Match:
    """What the first stage finds that finds something of the set `among`."""
    plain = told(words) or words
    # Whoever puts spaces between words wants all of them.
    resembling: tuple[Stage, ...] = (in_part,) if len(words) == 1 else ()
    is_known = all(pieces(library.phrases, word) for word in plain)
    last: tuple[Stage, ...] = (*resembling, nearly) if is_known else (nearly, *resembling)
    stages = [(stage, asked) for stage in (as_typed, shortened, in_pieces, *last) for asked in (words, plain)]
    for stage, asked in dict.fromkeys(stages):
        found = Match()
        found.tiers = within(stage(library, asked, found), among)
        if found.tiers and (stage in (shortened, in_pieces) or len(asked) > len(words)):
            found.tiers = joined(found.tiers, within(in_part(library, plain, found, ALMOST, MOST), among))
        if found.tiers:
            return found
    return Match()


def as_typed(library: Library, words: tuple[str, ...], found: Match) -> Tiers:
    """Every word in some phrase of the entry; all of them in a row come first."""
    tiers = every(_word(library, word, found) for word in words)
    return joined(_word(library, "".join(words), found), tiers) if len(words) > 1 else tiers


def shortened(library: Library, words: tuple[str, ...], found: Match) -> Tiers:
    """The same with words that are short forms."""
    fits = [_fits(library, word) or ({} if has_letters(word) else library.phrases.shortened(word)) for word in words]
    return every(_owners(library, word, how, found) for word, how in zip(words, fits, strict=True))


def in_pieces(library: Library, words: tuple[str, ...], found: Match) -> Tiers:
    """The same with words that nobody put spaces between."""
    cut = [pieces(library.phrases, word) for word in words]
    if not all(cut) or all(len(parts) == 1 for parts in cut):
        return {}
    return every(_word(library, part, found) for part in dict.fromkeys(part for parts in cut for part in parts))


def nearly(library: Library, words: tuple[str, ...], found: Match) -> Tiers:
    """Every word as typed or with one slip."""
    slips = [_as_it_is(_fits(library, word), word) or _slipped(library, word) for word in words]
    fits = [{number: how for number, (how, _) in slip.items()} for slip in slips]
    tiers = every(_owners(library, word, how, found) for word, how in zip(words, fits, strict=True))
    found.meant = " ".join(min(slip.values())[1] for slip in slips) if tiers else ""
    return tiers


def _as_it_is(fits: Fits, word: str) -> Slips:
    return {number: (how, word) for number, how in fits.items()}


def _slipped(library: Library, word: str) -> Slips:
    """The phrases that a word with one slip may have been meant for; those that sound the same first."""
    if is_letters(word):
        return library.sounds.nearly(word) if len(word) >= typos.SHORTEST_SPELLED else {}
    return library.sounds.sounding_like(word) or (library.phrases.nearly(word) if len(word) >= typos.SHORTEST else {})


def _word(library: Library, word: str, found: Match) -> Tiers:
    """One word, also as the everyday words that it is or holds."""
    tiers = _owners(library, word, _fits(library, word), found)
    rest, met = inside(word, library.words)
    if word in library.words or not met:
        return tiers
    known = [_owners(library, one.folded, _fits(library, one.folded), found) for one in met]
    other = {part: _owners(library, part, _fits(library, part), found) for part in rest}
    tiers = joined(tiers, every([*known, *other.values()]), EVERYDAY // 2)
    telling = [mine for part, mine in other.items() if len(part) > 1]
    return joined(tiers, every([*known, *telling]), EVERYDAY)


def _owners(library: Library, word: str, fits: Fits, found: Match) -> Tiers:
    """The owners of the phrases, and where an everyday word is among these, of what it stands for."""
    tiers = library.noted(word, fits, found)
    for number in fits.keys() & library.spoken.keys():
        if fits[number] < BAND:
            tiers = joined(tiers, _meant(library, library.spoken[number], found), EVERYDAY)
    return tiers


def _meant(library: Library, one: Everyday, found: Match) -> Tiers:
    """What any of the official words finds: whole, in pieces, or in part."""
    tiers: Tiers = {}
    for text in one.means:
        word = fold(text)
        fits = library.phrases.fits(word)
        found.through |= dict.fromkeys(fits.keys() - found.through.keys(), (one.word, text))
        parts = pieces(library.phrases, word)
        mine = library.noted(word, fits, found) or every(
            library.noted(p, library.phrases.fits(p), found) for p in parts
        )
        tiers = joined(tiers, mine or in_part(library, (word,), found, RESEMBLING))
    return tiers


def _fits(library: Library, word: str) -> Fits:
    """The phrases that have the word, in characters or in letters."""
    found = library.phrases.fits(word)
    if not has_letters(word):
        return found
    more = library.sounds.fits(word) if is_letters(word) else mixed(library.phrases, word)
    return {**more, **{number: min(how, more.get(number, how)) for number, how in found.items()}}
