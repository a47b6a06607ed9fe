"""常用词 from a file into the catalog; the format is described at the head of fixtures/synonyms.yaml."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.models import StaffUser
from matters.models import Synonym

FILE = settings.BASE_DIR / "fixtures" / "synonyms.yaml"


class BadWords(ValueError):
    """The file does not have the described format; nothing was written. The message names the group and the word."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many words of a file were new, how many were there just so, and which stand in the catalog otherwise and were left alone."""

    added: int
    same: int
    kept: tuple[str, ...]

    @property
    def words(self) -> str:
        """What was done, for people."""
        kept = f"，{len(self.kept)}个已由编辑改过，没有动（{'、'.join(self.kept)}）" if self.kept else ""
        return f"常用词：新增{self.added}个，{self.same}个已有{kept}。"


def read(path: Path = FILE) -> list[Synonym]:
    """The words of a file, not saved. Raises BadWords, and OSError where it cannot be read."""
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
        words = [word for name, group in data.items() for word in _words(name, group)]
    except (yaml.YAMLError, UnicodeDecodeError, AttributeError, KeyError, TypeError) as error:
        raise BadWords(f"{path.name}：不是常用词文件（{error}）。") from error
    _require_valid(words)
    return words


@transaction.atomic
def load(words: Iterable[Synonym], *, by: StaffUser | None = None, source: str = "fixtures/synonyms.yaml") -> Loaded:
    """Add those whose word the catalog does not have; what is there stays as it is. Two queries, and one for the trail where something is new."""
    given = list(words)
    there = dict(Synonym.objects.filter(word__in=[s.word for s in given]).values_list("word", "means"))
    new = [s for s in given if s.word not in there]
    Synonym.objects.bulk_create(new)
    if new:
        audit.record(actor=by, action="load_synonyms", target=source, created=len(new))
    changed = tuple(s.word for s in given if s.word in there and there[s.word] != s.means)
    return Loaded(len(new), len(given) - len(new) - len(changed), changed)


def _words(name: str, group: dict[str, Any]) -> Iterator[Synonym]:
    unknown = set(group) - {"note", "words"}
    if unknown:
        raise BadWords(f"{name}：不认识“{'、'.join(sorted(unknown))}”，只能有 note 和 words。")
    for word, means in group["words"].items():
        yield Synonym(word=str(word).strip(), means=str(means).strip(), note=str(group.get("note") or ""))


def _require_valid(words: list[Synonym]) -> None:
    twice = [word for word, times in Counter(s.word for s in words).items() if times > 1]
    if twice:
        raise BadWords(f"“{twice[0]}”出现了两次。")
    for synonym in words:
        try:
            synonym.clean_fields()
        except ValidationError as error:
            raise BadWords(f"“{synonym.word}”：{'；'.join(error.messages)}") from error
