"""Error pages in plain Chinese, each with a way on."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.resuming import ask_again_unverified


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address holds something the page does not know."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but not allowed."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: no such page, matter or sheet."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our fault. The template asks nothing of the database."""
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that waited too long or came from elsewhere. What was typed on a page of the counter can be sent once more."""
    if answer := ask_again_unverified(request):
        return answer
    reason = "页面停留时间过长，内容还没有保存。请后退到上一页，先把填写的内容复制下来，再刷新提交。"
    return render(request, "403.html", {"reason": reason}, status=403)
