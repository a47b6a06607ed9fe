"""Warnings about texts, wherever they stand."""

import re
from datetime import date

from matters.completeness.finding import Found, short, texts, warning
from matters.enums import How, ModeKind
from matters.guide import Guide


@warning
def in_person_but_agent(guide: Guide, today: date) -> Found:
    """“本人到场” while somebody else may come."""
    agent = any(m.kind == ModeKind.ASSISTED for m in guide.modes) or any(h.how == How.ASSIST for h in guide.handlings)
    agent = agent or any("代办" in r.name or "委托" in r.name for r in guide.requirements)
    for field, text in texts(guide):
        if agent and re.search(r"(须|必须|应当?)由?本人(亲自)?到(场|现场)", text):
            yield field, f"“{short(text)}”要求本人到场，但本事项允许代办。"


@warning
def mixed_width(guide: Guide, today: date) -> Found:
    """Half-width brackets around Chinese, a full-width bracket closed by a half-width one, full-width digits."""
    for field, text in texts(guide):
        if field.endswith(("_url", "url", "phone", "code")):
            continue
        if re.search(r"\([^()]*[\u4e00-\u9fff][^()]*\)|（[^（）]*\)|\([^（）]*）", text):
            yield field, f"“{short(text)}”的括号全角半角混用。"
        elif re.search(r"[０-９]", text):
            yield field, f"“{short(text)}”里有全角数字。"


@warning
def html_in_text(guide: Guide, today: date) -> Found:
    """Tags left over from Word; they would be printed as they stand."""
    for field, text in texts(guide):
        if found := re.search(r"</?[a-zA-Z][^>]{0,80}>|&(nbsp|lt|gt|amp|#\d+);", text):
            yield field, f"“{short(text)}”里有网页标记“{found.group()}”。"


@warning
def date_in_the_past(guide: Guide, today: date) -> Found:
    """“截至2019年12月31日” long after. Dates of laws (in titles, numbers and bases) are meant to be past."""
    for field, text in texts(guide):
        if field.startswith("legal_basis") or field.endswith(("basis", "source_note")):
            continue
        for y, m, d in re.findall(r"(?:截止|截至|有效期至|至|于)(\d{4})年(\d{1,2})月(\d{1,2})日(?:前|止|之前)?", text):
            if (int(y), int(m), int(d)) < (today.year, today.month, today.day):
                yield field, f"“{short(text)}”里的日期{y}年{m}月{d}日已经过去。"
