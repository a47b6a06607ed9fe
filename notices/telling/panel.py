"""Telling otherwise than over the counter: the link and the code to send or show, the words to send them with, the script to read aloud."""

from dataclasses import dataclass

from matters import qr
from notices.enums import Manner
from notices.models import Notice
from notices.telling.spoken import Group, script


@dataclass(frozen=True, slots=True)
class Telling:
    """What the clerk needs to reach somebody who does not stand at the window. `groups` is empty where nothing is read aloud."""

    manner: Manner
    link: str
    code: qr.QrImage
    message: str
    groups: tuple[Group, ...] = ()


def telling_of(notice: Notice) -> Telling | None:
    """How to get that document to who is on the telephone, on the net or at home; None for one given over the counter, or void."""
    manner = Manner(notice.manner)
    if manner == Manner.WINDOW or notice.is_void:
        return None
    paper = notice.paper
    groups = script(notice.sheet) if manner == Manner.PHONE and notice.is_sheet else ()
    message = text_message(paper.office, notice.get_kind_display(), paper.matter, paper.serial, paper.url)
    return Telling(manner, paper.url, qr.make(paper.url), message, groups)


def text_message(office: str, kind: str, matter: str, serial: str, url: str) -> str:
    """What is sent by SMS or chat: who sends it, what it is, where it can be read. Nothing about the person.

    The link stands between spaces: some phones take the sign behind it for a part of it.
    """
    return f"【{office}】您咨询的“{matter}”{kind}（{serial}）请点开查看： {url} 可保存、可打印；办事前请再打开看一次有没有变化。"
