"""The month in a few sentences. Pure."""

from oversight.figures.figure import Figures
from oversight.figures.page import number


def sentences(found: Figures) -> tuple[str, ...]:
    """What was told, how often people had to come again, what they said."""
    return tuple(filter(None, (_told(found), _came_back(found), _papers(found), _said(found))))


def _told(found: Figures) -> str:
    told, signed = found["told"], found["signed"]
    if not told.value:
        return "本月没有出具一次性告知单。"
    share = f"，签收率{number(signed.value)}%" if signed.value is not None else ""
    letters = found["letters"]
    more = f"；出具补正、受理等其他文书{number(letters.value)}份" if letters.value else ""
    return f"本月出具一次性告知单{number(told.value)}张{share}{more}。"


def _came_back(found: Figures) -> str:
    filings, repeated = found["filings"], found["repeated"]
    if not filings.value:
        return ""
    causes = [share for share in found["causes"].shares if share.value]
    most = max(causes, key=lambda share: share.value, default=None)
    why = f"，再次来访最多的原因是“{most.label}”（{most.value:,}次）" if most else ""
    return f"第一次来办的申请{number(filings.value)}件，多次来访率{number(repeated.value)}%{why}。"


def _papers(found: Figures) -> str:
    if not found.papers:
        return ""
    paper = found.papers[0]
    return f"告知过仍然最常缺或错的是《{paper.subject}》的“{paper.material}”（{paper.times:,}次），建议先改这张告知单。"


def _said(found: Figures) -> str:
    content, problems = found["content"], found["problems"]
    rated = f"好差评{content.whole:,}次，满意率{number(content.value)}%" if content.whole else ""
    told = f"登记办不成事{number(problems.value)}件" if problems.value else ""
    return "；".join(filter(None, (rated, told))) + "。" if rated or told else ""
