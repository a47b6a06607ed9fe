"""Conditions brought together. A condition is a tuple of options: those of one question are OR, different questions AND (see `matters.guide`)."""

from collections.abc import Iterable

from matters.guide import When


def by_question(when: When) -> dict[str, When]:
    """The options of a condition under the questions they answer."""
    found: dict[str, When] = {}
    for token in when:
        key = token.partition(".")[0]
        found[key] = (*found.get(key, ()), token)
    return found


def both(*whens: When) -> When | None:
    """What is met when all of them are; None when that cannot be."""
    options: dict[str, When] = {}
    for when in whens:
        for key, tokens in by_question(when).items():
            options[key] = tuple(t for t in options.get(key, tokens) if t in tokens)
    return None if () in options.values() else tuple(t for tokens in options.values() for t in tokens)


def exclude_each_other(one: When, other: When) -> bool:
    """Whether no set of answers meets both."""
    return both(one, other) is None


def weakest(whens: Iterable[When]) -> When:
    """A condition that is met wherever one of them is: of the questions they all name, the options that any of them names."""
    found = [by_question(when) for when in whens]
    shared = [key for key in found[0] if all(key in each for each in found)] if found else []
    return tuple(dict.fromkeys(token for key in shared for each in found for token in each[key]))


def any_of(whens: Iterable[When]) -> When:
    """What stands for "one of these is met": empty where one of them always is, the condition itself where all are the same.

    Otherwise all their options together, which says no more than that there is a condition; in words it comes from the parts.
    """
    distinct = {frozenset(when): when for when in sorted(whens)}
    if frozenset() in distinct or not distinct:
        return ()
    if len(distinct) == 1:
        return next(iter(distinct.values()))
    grouped = by_question(tuple(dict.fromkeys(token for when in distinct.values() for token in when)))
    return tuple(token for tokens in grouped.values() for token in tokens)


def implies(one: When, other: When) -> bool:
    """Whether whoever meets the one meets the other, as far as their options tell."""
    narrower = by_question(one)
    return all(key in narrower and set(narrower[key]) <= set(tokens) for key, tokens in by_question(other).items())
