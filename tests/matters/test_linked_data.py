"""A guide as schema.org linked data."""

import json
from dataclasses import replace
from datetime import time

from matters.enums import ChannelKind, LimitKind, LimitUnit
from matters.guide import Channel, Charge, Limit
from matters.linked_data import Around, government_service, script
from matters.periods import Period
from tests.factories import PLACE, make_guide

TRAIL = (("首页", "/"), ("区卫生健康委员会", "/departments/x/"), ("公共场所卫生许可证核发（新发）", "/g/K7M2PA/"))


def _around(**values):
    return Around(**{"base_url": "https://zwfw.example.gov.cn", "trail": TRAIL, "area": "北关区", **values})


def test_the_service_names_itself_its_office_and_what_comes_of_it():
    service = government_service(make_guide(short_name="卫生许可", synonyms=("卫生证",)), [PLACE], _around())
    assert (service["@type"], service["url"], service["alternateName"]) == (
        "GovernmentService", "https://zwfw.example.gov.cn/g/K7M2PA/", ["卫生许可", "卫生证"],
    )  # fmt: skip
    assert service["provider"] == {
        "@type": "GovernmentOrganization", "name": "安阳市北关区卫生健康委员会", "identifier": "11410503000000289F",
    }  # fmt: skip
    assert service["areaServed"] == {"@type": "AdministrativeArea", "name": "北关区"}
    assert service["serviceOutput"] == {"@type": "Thing", "name": "公共场所卫生许可证"}
    assert service["offers"] == [{"@type": "Offer", "price": "0", "priceCurrency": "CNY"}]


def test_a_window_is_a_channel_with_place_phone_hours_and_time():
    morning = Period(weekdays="12345", opens=time(9), closes=time(12))
    summer = replace(morning, season=("06-01", "09-30"))
    service = government_service(make_guide(), [PLACE], _around(periods={PLACE.code: (morning, summer)}))
    (channel,) = service["availableChannel"]
    assert channel["processingTime"] == "P7D"
    assert (channel["serviceLocation"]["name"], channel["serviceLocation"]["telephone"]) == (PLACE.name, PLACE.phone)
    assert channel["serviceLocation"]["openingHoursSpecification"] == [{
        "@type": "OpeningHoursSpecification", "opens": "09:00", "closes": "12:00",
        "dayOfWeek": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
    }]  # fmt: skip


def test_a_quicker_place_an_address_on_the_net_and_a_charge_are_told():
    hour = Limit(kind=LimitKind.PROMISED, amount=2, unit=LimitUnit.HOUR)
    guide = make_guide(
        channels=(Channel(kind=ChannelKind.WEB, url="https://zwfw.example.gov.cn/x"),),
        charges=(Charge(name="工本费", standard="120元/本"),),
    )
    service = government_service(guide, [replace(PLACE, promised=hour)], _around())
    assert [c.get("processingTime") for c in service["availableChannel"]] == ["PT2H", None]
    assert service["availableChannel"][1]["serviceUrl"] == "https://zwfw.example.gov.cn/x"
    assert [offer["description"] for offer in service["offers"]] == ["120元/本"]


def test_what_a_guide_does_not_say_is_left_out():
    service = government_service(make_guide(limits=()), [], _around(area=""))
    assert {"areaServed", "availableChannel", "isRelatedTo", "category", "description"} & service.keys() == set()


def test_bundles_are_related_and_the_pages_above_are_a_list():
    text = script(make_guide(), [], _around(related=(("开店一件事", "/b/BC9N3F/"),)))
    service, crumbs = json.loads(text)["@graph"]
    assert service["isRelatedTo"][0]["url"] == "https://zwfw.example.gov.cn/b/BC9N3F/"
    assert [(item["position"], item["name"]) for item in crumbs["itemListElement"]] == [
        (number, name) for number, (name, _) in enumerate(TRAIL, 1)
    ]
