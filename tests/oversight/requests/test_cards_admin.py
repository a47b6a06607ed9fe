"""联系卡 in the admin: within one's region, and only what fits on a card."""

import pytest
from django.contrib.auth.models import Group

from oversight.models import ContactCard
from tests.counter import audited, signed_in, text_of
from tests.factories import make_region, make_site, make_user

pytestmark = pytest.mark.django_db

ADD = "/admin/oversight/contactcard/add/"


@pytest.fixture
def inspector():
    user = make_user(None, region=make_region(), is_staff=True)
    user.groups.add(Group.objects.get(name="督查人员"))
    return user


def sent(region, **values):
    return {
        "name": "演示网格员8",
        "title": "网格员",
        "phone": "0372-0005008",
        "region": region.pk,
        "is_active": "on",
        **values,
    }


def test_a_card_of_the_own_region_is_added_and_on_record(inspector):
    signed_in(inspector).post(ADD, sent(inspector.region))
    assert ContactCard.objects.filter(demo=False).get().region == inspector.region
    assert [target for _, target, _ in audited("create") if "演示网格员8" in target] == ["联系卡 网格员 演示网格员8"]


def test_a_card_of_another_region_is_refused(inspector):
    signed_in(inspector).post(ADD, sent(make_region()))
    assert not ContactCard.objects.filter(demo=False).exists()


def test_what_does_not_fit_is_refused(inspector):
    services = {"name": "演示" * 20, "grid": "第九网格" * 15, "services": "政策咨询、" * 24}
    answer = signed_in(inspector).post(
        ADD, sent(inspector.region, site=make_site(region=inspector.region).pk, **services)
    )
    assert "印不下这么多字" in text_of(answer)
