"""What was said before cases existed gets its case: nothing that was told to the office is without somebody to answer it."""

from django.db import migrations
from django.utils import timezone

WORKDAYS = 5
POOR = 2


def open_cases(apps, schema_editor):
    from matters.workdays import WorkCalendar

    Case = apps.get_model("oversight", "Case")
    calendar = WorkCalendar()
    for said in apps.get_model("oversight", "Feedback").objects.filter(case=None).order_by("pk"):
        if said.kind == "rating" and said.stars > POOR:
            continue
        Case.objects.create(feedback=said, **_about(said, said.matter_id, said.bundle_id, said.site_id, calendar))
    bad = apps.get_model("oversight", "Rating").objects.filter(case=None, stars__lte=POOR).select_related("notice")
    for rating in bad.order_by("pk"):
        notice = rating.notice
        about = _about(rating, notice.matter_id, notice.bundle_id, notice.site_id, calendar)
        Case.objects.create(rating=rating, clerk_id=notice.clerk_id, needs_call_back=True, needs_order=True, **about)


def _about(row, matter, bundle, site, calendar):
    came_on = timezone.localdate(row.at)
    return {
        "matter_id": matter,
        "bundle_id": bundle,
        "site_id": site,
        "opened_at": row.at,
        "due_on": calendar.add_workdays(came_on, WORKDAYS),
    }


class Migration(migrations.Migration):
    dependencies = [("oversight", "0003_after_the_telling")]
    operations = [migrations.RunPython(open_cases, migrations.RunPython.noop)]
