"""Repairs of a material as it is often written: several in one name, and counts, conditions and necessity in it too."""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from matters.enums import Necessity
from matters.exchange.numbered_lists import listed
from matters.exchange.values_counts import Counts, read_counts
from matters.exchange.values_lists import outside_brackets

_PAPERS = (
    "复印件", "原件", "介绍信", "通知书", "证明", "照片", "彩照", "相片", "材料", "文件", "资料", "副本", "正本", "护照", "执照", "合同", "协议",
    "报告", "方案", "申请", "决定", "章程", "名单", "清单", "户口", "存折", "印章", "证", "簿", "本", "表", "书", "照", "卡", "函", "单", "票", "图",
)  # fmt: skip
"""How the names of papers end."""
_PAPER = re.compile(
    rf"(?:{'|'.join(_PAPERS)})(?:[（(][^（）()]*[）)])?"
    r"(?:原件|复印件|正本|副本|及|和|与|各|一式|\d|[一二两三四五六七八九十]|份|张|页|寸|[、（）()])*$"
)
_NECESSITY = re.compile(r"[（(【\[](必要|必须|必需|非必要|选填|非必须|可容缺|容缺|容缺后补|容缺受理)[）)】\]]")
_NECESSITIES = {
    **dict.fromkeys(("必要", "必须", "必需"), Necessity.REQUIRED),
    **dict.fromkeys(("非必要", "选填", "非必须"), Necessity.OPTIONAL),
}
_AGENT = re.compile(
    r"[（(](?:如|若)?(?:属于?)?(?:非本人(?:办理|申请|领取)?|(?:需要?|由)?(?:委托(?:他人|代理人)?|他人|代理人?)(?:代理|代办|代为办理|办理|代领|申请)?|代办)"
    r"(?:的|时|的?情况下?)?[，,]?(?:需|须|应|还?需要?)?(?:提供|提交|携带|出具|出示)?[）)]"
)
_COUNTS = re.compile(
    r"[\s:：,，]*[（(]?((?:验|查验|核验)?(?:原件|复印件|一式)(?:.{0,16}))$|(?<=[一-龥）)])[\s:：]*[（(]?((?:\d{1,2}|[一二两三四五六七八九十])[份张页])[）)]?$"
)
_LIBRARY = {
    **dict.fromkeys(("身份证", "二代身份证", "第二代身份证", "第二代居民身份证", "本人身份证", "申请人身份证", "居民身份证件"), "居民身份证"),
    **dict.fromkeys(("户口本", "户口簿", "户口", "居民户口本", "本人户口本", "户口薄"), "居民户口簿"),
}  # fmt: skip
_SUSPECT = re.compile(r"[（(【\[、，,或/\n①]|原件|复印件|正本|副本|\d|[份张]|身份证|户口")


@dataclass(frozen=True, slots=True)
class Piece:
    """A material on its way: what was lifted out of its name is None until it was."""

    name: str
    counts: Counts | None = None
    necessity: Necessity | None = None
    is_agents: bool = False
    any_of: str = ""


def _split_list(piece: Piece) -> list[Piece]:
    names = listed(piece.name)
    return [replace(piece, name=n) for n in names] if len(names) > 1 and all(map(_is_paper, names)) else [piece]


def _lift_necessity(piece: Piece) -> list[Piece]:
    match = _NECESSITY.search(piece.name)
    if not match:
        return [piece]
    necessity = _NECESSITIES.get(match[1], Necessity.DEFERRABLE)
    return [replace(piece, name=_NECESSITY.sub("", piece.name).strip(), necessity=necessity)]


def _lift_condition(piece: Piece) -> list[Piece]:
    if len(_split_list(piece)) > 1 or len(_split(piece)) > 1:
        # Of several in one name nobody can tell which it is about.
        return [piece]
    name = _AGENT.sub("", piece.name).strip()
    return [replace(piece, name=name, is_agents=True)] if name and name != piece.name else [piece]


def _alternatives(piece: Piece) -> list[Piece]:
    names = [part for half in outside_brackets(piece.name, "或") for part in half.removeprefix("者").split("/")]
    if len(names) < 2 or not all(_is_paper(n) for n in names):
        return [piece]
    tail = next((m[0] for m in [_COUNTS.search(names[-1])] if m), "")
    group = "或".join(n.removesuffix(tail) for n in names)[:40]
    shared = [n if _COUNTS.search(n) else n + tail for n in names]
    return [replace(piece, name=n.strip(), any_of=group) for n in shared]


def _split(piece: Piece) -> list[Piece]:
    names = [n.strip() for n in outside_brackets(piece.name, "、,，") if n.strip()]
    if len(names) < 2 or not all(_is_paper(n) for n in names):
        return [piece]
    tail = _COUNTS.search(names[-1])
    # “身份证、户口簿原件及复印件” asks for both of both; “申请表、照片2张” says two of the last only.
    if tail and "件" in tail[0] and not any(_COUNTS.search(n) for n in names[:-1]):
        names = [*(n + tail[0] for n in names[:-1]), names[-1]]
    return [replace(piece, name=n) for n in names]


def _lift_copies(piece: Piece) -> list[Piece]:
    match = _COUNTS.search(piece.name)
    if not match or not piece.name[: match.start()].strip():
        return [piece]
    counts = read_counts((match[1] or match[2]).strip("（）() ").replace(" ", ""))
    return [replace(piece, name=piece.name[: match.start()].strip(), counts=counts)] if counts else [piece]


def _library_name(piece: Piece) -> list[Piece]:
    return [replace(piece, name=_LIBRARY.get(piece.name, piece.name))]


def _is_paper(name: str) -> bool:
    """Whether it reads like the name of a paper by itself, so that 《城乡规划、建设》 or 申请、受理 are not taken apart."""
    return len(name) > 1 and _PAPER.search(name.strip()) is not None


STEPS: tuple[tuple[str, Callable[[Piece], list[Piece]]], ...] = (
    ("split_list", _split_list),
    ("split_materials", _split),
    ("lift_necessity", _lift_necessity),
    ("lift_condition", _lift_condition),
    ("alternatives", _alternatives),
    ("lift_copies", _lift_copies),
    ("library_name", _library_name),
)


def pieces(name: str, kinds: Container[str]) -> tuple[Piece, ...]:
    """The materials a name becomes with the repairs of these kinds."""
    made = [Piece(name)]
    for kind, step in STEPS:
        if kind in kinds:
            made = [new for piece in made for new in step(piece)]
    return tuple(made)


@lru_cache(maxsize=8192)
def proposals(name: str) -> tuple[tuple[str, str], ...]:
    """(kind, proposal in words) of every repair a name could have, each as if those before it had been made."""
    return tuple(_proposals(name)) if _SUSPECT.search(name) else ()


def _proposals(name: str) -> Iterator[tuple[str, str]]:
    made = [Piece(name)]
    for kind, step in STEPS:
        after = [new for piece in made for new in step(piece)]
        if after != made:
            yield kind, "；".join(_words(piece) for piece in after)
        made = after


def _words(piece: Piece) -> str:
    said = [f"原件{piece.counts.original}复印件{piece.counts.copies}"] if piece.counts else []
    said += [piece.necessity.label] if piece.necessity else []
    said += ["委托他人代办时"] if piece.is_agents else []
    said += [f"多选一：{piece.any_of}"] if piece.any_of else []
    return piece.name + (f"（{'，'.join(said)}）" if said else "")
