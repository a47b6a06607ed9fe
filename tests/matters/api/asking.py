"""Asking the interface, as the tests of all its addresses do."""

from tests.factories import make_guide, make_published


def ask(client, path, status=200, **headers):
    """The JSON of `/api/v1/` + path."""
    response = client.get(f"/api/v1/{path}", headers=headers)
    assert response.status_code == status, response.content.decode()
    return response.json()


def publish_matters(count, **values):
    """So many matters in force."""
    return [make_published(make_guide(name=f"开放数据事项{number}", **values)) for number in range(count)]
