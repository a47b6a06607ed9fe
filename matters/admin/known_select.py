"""Fields with suggestions that do not ask the database for the words of each row's choice: forty rows would be forty queries."""

from typing import Any

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple


class _Known:
    """`known` maps the keys of a row's choices to their words; a choice that is not in it is looked up."""

    known: dict[str, str] = {}

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        chosen = [str(v) for v in value if v not in {"", None}]
        if any(v not in self.known for v in chosen):
            return super().optgroups(name, value, attr)  # type: ignore[misc]
        empty = [] if self.is_required or self.allow_multiple_selected else [("", "")]  # type: ignore[attr-defined]
        choices = [*empty, *((v, self.known[v]) for v in chosen)]
        options = [
            self.create_option(name, key, words, bool(key), index)  # type: ignore[attr-defined]
            for index, (key, words) in enumerate(choices)
        ]
        return [(None, options, 0)]


class KnownSelect(_Known, AutocompleteSelect):
    """One choice."""


class KnownSelectMultiple(_Known, AutocompleteSelectMultiple):
    """Several choices."""
