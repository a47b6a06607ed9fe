"""联系卡 of the demo district, from fixtures/demo."""

from django.db import transaction

from matters.demo import read
from matters.models import Region, Site
from oversight.models import ContactCard

NAME = "cards.yaml"


@transaction.atomic
def load_cards() -> int:
    """Bring the demo cards to what the file says; can be run again. How many it holds."""
    rows = read(NAME)
    for row in rows:
        values = {key: row[key] for key in ("title", "phone", "grid", "services")}
        values |= {"region": Region.objects.get(code=row["region"]), "site": Site.objects.get(code=row["site"])}
        ContactCard.objects.update_or_create(name=row["name"], demo=True, defaults=values)
    return len(rows)
