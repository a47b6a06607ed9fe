"""Error pages: Chinese, with a way on, and the last one without the database."""

import pytest
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404
from django.test import Client
from django.urls import path

from govservice import errors, urls


def _fail(error):
    def view(request):
        raise error

    return view


urlpatterns = [
    path("fails/400/", _fail(BadRequest())),
    path("fails/403/", _fail(PermissionDenied("只有本街道的人员可以查看。"))),
    path("fails/404/", _fail(Http404())),
    path("fails/500/", _fail(RuntimeError("secret detail"))),
    *urls.urlpatterns,
]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def failing(settings):
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("status", "says", "leads_to"),
    [
        (400, "地址里有无法识别的内容", 'action="/search/"'),
        (403, "只有本街道的人员可以查看。", 'href="/counter/"'),
        (404, "没有找到这个页面", 'action="/search/"'),
        (500, "系统出错了", 'href="/search/"'),
    ],
)
def test_each_error_has_a_page_that_says_so_and_leads_on(failing, status, says, leads_to):
    response = failing.get(f"/fails/{status}/")
    page = response.content.decode()
    assert (response.status_code, says in page, leads_to in page) == (status, True, True)


def test_the_page_for_our_faults_tells_no_detail(failing):
    assert "secret detail" not in failing.get("/fails/500/").content.decode()


def test_no_error_page_asks_the_database(failing):
    """This test has no access to it: a query would fail the test."""
    assert [failing.get(f"/fails/{status}/").status_code for status in (400, 403, 404, 500)] == [400, 403, 404, 500]


def test_a_form_from_elsewhere_is_refused_in_plain_words(rf):
    response = errors.csrf_failure(rf.post("/accounts/login/"))
    assert (response.status_code, "先把填写的内容复制下来" in response.content.decode()) == (403, True)
