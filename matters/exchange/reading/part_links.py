"""What a part of a workbook refers to."""

import posixpath
from dataclasses import dataclass
from zipfile import ZipFile

from matters.exchange.reading.xml_parts import elements


@dataclass(frozen=True, slots=True)
class Link:
    """One reference: its id, by which the part names it, what kind of part it leads to, and that part's place in the archive."""

    id: str
    kind: str
    part: str


def link_id(about: dict[str, str]) -> str:
    """The id of the link that an element names; empty where it names none."""
    return next((value for name, value in about.items() if name.endswith("}id")), "")


def links_of(archive: ZipFile, part: str) -> list[Link]:
    """The parts of this archive that a part refers to; those that are not in it are left out."""
    folder, name = posixpath.split(part)
    described = elements(archive, posixpath.join(folder, "_rels", f"{name}.rels"), "Relationship")
    links = (_link(about, folder) for _, about in described)
    return [link for link in links if link.part in archive.NameToInfo]


def _link(about: dict[str, str], folder: str) -> Link:
    target = about.get("Target", "")
    part = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    return Link(about.get("Id", ""), about.get("Type", "").rpartition("/")[2], part)
