"""How people sign in: accounts are made by an administrator, never by the visitor."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Local accounts. OpenID Connect and SAML come in through the same adapter."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account by herself."""
        return False
