"""By which letters a published name is found."""

from django.db import models

from matters.models.bundle import Bundle
from matters.models.matter import Matter


class SearchKey(models.Model):
    """One name of a matter or bundle as its newest edition has it, in pinyin: `full` without spaces or tones, `initials` a letter a syllable; both in
    small letters. Made new with every edition; it can be thrown away and made again at any time.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="search_keys")
    bundle = models.ForeignKey(Bundle, models.CASCADE, null=True, related_name="search_keys")
    full = models.CharField(max_length=1000)
    initials = models.CharField(max_length=200)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="search_key_of_matter_or_bundle",
                condition=models.Q(matter__isnull=False, bundle__isnull=True)
                | models.Q(matter__isnull=True, bundle__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.initials
