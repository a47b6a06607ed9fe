"""How a page is shown is said by its address alone."""

import pytest
from django.test import RequestFactory

from govservice.showing import switches, views


def asked(address):
    return RequestFactory().get(address)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("/", ()),
        ("/?view=elder", ("elder",)),
        ("/?view=contrast,elder", ("elder", "contrast")),
        ("/?view=wide", ()),
        ("/?view=", ()),
        ("/?view=elder&view=contrast", ("contrast",)),
    ],
)
def test_views_come_from_the_address(address, shown):
    assert views(asked(address)) == shown


@pytest.mark.parametrize(
    ("address", "elder", "contrast"),
    [
        ("/", "?view=elder", "?view=contrast"),
        ("/?view=elder", "?", "?view=elder,contrast"),
        ("/?view=elder,contrast", "?view=contrast", "?view=elder"),
        ("/?a=kind.hmt&a=age.old&view=wide", "?a=kind.hmt&a=age.old&view=elder", "?a=kind.hmt&a=age.old&view=contrast"),
        ("/?q=证&q=%00", "?q=%E8%AF%81&q=%00&view=elder", "?q=%E8%AF%81&q=%00&view=contrast"),
    ],
)
def test_a_switch_leaves_the_rest_of_the_address_alone(address, elder, contrast):
    assert {name: switch.query for name, switch in switches(asked(address)).items()} == {
        "elder": elder,
        "contrast": contrast,
    }
