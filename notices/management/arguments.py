"""Arguments that several commands share, and how they are read."""

from argparse import ArgumentParser

from django.core.management.base import CommandError

from matters.models import Bundle, Matter, Site, Subject


def add_matter(parser: ArgumentParser) -> None:
    """CODE, --answer, as `render_sheet` and `issue_notice` take them."""
    parser.add_argument("code", help="public code of a matter or a bundle, or 实施编码")
    parser.add_argument("--answer", action="append", default=[], metavar="QUESTION=OPTION")


def subject(code: str) -> Subject:
    """The 一件事 or matter of that code. Raises CommandError when there is none or several."""
    return Bundle.objects.filter(code=code.upper()).first() or matter(code)


def matter(code: str) -> Matter:
    """The matter of that code. Raises CommandError when there is none or several."""
    found = list(Matter.objects.coded(code)[:2])
    if not found:
        raise CommandError(f"没有编码为“{code}”的事项。")
    if len(found) > 1:
        raise CommandError(f"编码“{code}”对应多个事项，请用公开短码。")
    return found[0]


def site(code: str) -> Site:
    """The site of that code. Raises CommandError with the known ones."""
    try:
        return Site.objects.get(code=code)
    except Site.DoesNotExist:
        known = "、".join(Site.objects.values_list("code", flat=True))
        raise CommandError(f"没有代号为“{code}”的办事地点。可选：{known}") from None


def answers(given: list[str]) -> dict[str, str]:
    """`["who=agent"]` as {"who": "agent"}. Raises CommandError for a text without =."""
    for text in given:
        if "=" not in text:
            raise CommandError(f"--answer “{text}”应写成 问题=选项。")
    return dict(text.split("=", 1) for text in given)
