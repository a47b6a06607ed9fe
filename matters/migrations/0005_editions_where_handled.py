"""The rows of EditionHandling for editions that were published before there were any."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """One row for each level, way and site that an edition's content names."""
    rows_of = apps.get_model("matters", "EditionHandling")
    for edition in apps.get_model("matters", "Edition").objects.iterator(chunk_size=200):
        handlings = edition.content.get("handlings", ())
        found = {(h["level"], h["how"], site): None for h in handlings for site in (h.get("sites") or ("",))}
        rows_of.objects.bulk_create(
            rows_of(edition=edition, level=level, how=how, site=site) for level, how, site in found
        )


class Migration(migrations.Migration):
    dependencies = [("matters", "0004_bundles_with_editions")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
