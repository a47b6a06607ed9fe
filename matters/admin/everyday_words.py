"""常用词 in the admin: what people say and what they mean by it."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from matters.admin.base import CatalogAdmin
from matters.models import Synonym
from matters.search.wanted import Wanted


@admin.register(Synonym)
class SynonymAdmin(CatalogAdmin):
    """All of them; search knows of a change at once."""

    list_display = ("word", "means", "note", "updated_at", "tried")
    search_fields = ("word", "means", "note")
    search_help_text = "按群众的说法、正式名称或来源查找"
    fields = ("word", "means", "note")

    @admin.display(description="试一试")
    def tried(self, synonym: Synonym) -> SafeString:
        """A link to what the public finds by that word."""
        return try_link(synonym.word, "查找")


def try_link(word: str, text: str) -> SafeString:
    """A link to the public search for `word`."""
    return format_html('<a href="{}{}">{}</a>', reverse("search"), Wanted(q=word).query(), text)
