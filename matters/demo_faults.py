"""The demo district's 常见差错, from fixtures/demo/faults.yaml."""

from django.db import transaction

from matters.demo import BadFixture, read
from matters.models import Fault, Material

NAME = "faults.yaml"


@transaction.atomic
def load_faults() -> int:
    """What is often wrong with a paper; can be run again. How many the file holds.

    Raises BadFixture for a paper that the library does not have.
    """
    rows = [(entry.get("material"), fault) for entry in read(NAME) for fault in entry["faults"]]
    for position, (name, fault) in enumerate(rows, 1):
        values = {"right": fault["right"], "position": position}
        Fault.objects.update_or_create(material=_material(name), wrong=fault["wrong"], defaults=values)
    return len(rows)


def _material(name: str | None) -> Material | None:
    if name is None:
        return None
    material = Material.objects.filter(name=name).first()
    if material is None:
        raise BadFixture(f"{NAME}: the library has no “{name}”")
    return material
