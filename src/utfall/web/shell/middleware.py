"""What is done around every request."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from utfall.web.shell import refusals

COOKIE = "language"
Answer = Callable[[HttpRequest], HttpResponse]


def language(get_response: Answer) -> Answer:
    """Swedish, unless this person has chosen otherwise; what the browser prefers is not asked."""
    known = {code for code, _name in settings.LANGUAGES}

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(COOKIE, "")
        with translation.override(chosen if chosen in known else settings.LANGUAGE_CODE):
            response = get_response(request)
            response.headers["Content-Language"] = translation.get_language() or settings.LANGUAGE_CODE
        return response

    return middleware


class LoginRequired(LoginRequiredMiddleware):
    """Every page asks for a login but those that say otherwise; a form sent after it ran out is shown again."""

    # The stubs know of redirections alone; Django sends whatever it is given.
    def handle_no_permission(self, request: HttpRequest, view_func: Any) -> HttpResponse:  # type: ignore[override]
        """The form as it was typed, with the way to the login beside it; or the login at once where nothing was typed."""
        if request.method == "POST" and not request.headers.get("HX-Request"):
            kept = refusals.signed_out(request)
            if kept is not None:
                return kept
        answer: HttpResponse = super().handle_no_permission(request, view_func)
        return answer
