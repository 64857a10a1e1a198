"""What guards the site: whom it answers, what its pages may load, and which changes are its own.

Each rule is one of the OWASP Application Security Verification Standard; ``docs/explanation/security.md``
goes through them.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fabula.explorer.site import Site

SAFE = frozenset(("GET", "HEAD"))
LONGEST_PATH, LONGEST_QUERY = 300, 4000
TOKEN_COOKIE = "fabula-token"  # its name, not a secret
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Answers only its own hosts, people with the token, and changes that come from its own pages."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    sent.setdefault(name, value)
                sent.setdefault("Cache-Control", "no-store")
            await send(message)

        refused = self._refused(scope, headers)
        await (refused or self._app)(scope, receive, guarded)

    def _refused(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        if headers.get("host", "").casefold() not in self._site.hosts:
            return PlainTextResponse("this server does not go by that name\n", 421)
        if len(scope["path"]) > LONGEST_PATH or len(scope["query_string"]) > LONGEST_QUERY:
            return PlainTextResponse("that address is too long\n", 414)
        if scope["method"] not in SAFE and not self._is_own(headers):
            return PlainTextResponse("a change must come from a page of this server\n", 403)
        return self._without_token(scope, headers) if self._site.token else None

    def _is_own(self, headers: Headers) -> bool:
        """Whether a change comes from a page of this site, as far as the browser says."""
        origin = headers.get("origin")
        if origin is not None and _host_of(origin) not in self._site.hosts:
            return False
        return headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")

    def _without_token(self, scope: Scope, headers: Headers) -> ASGIApp | None:
        """What answers one who has not shown the token; one who shows it in the address gets a cookie."""
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            cookies.clear()
        known = cookies.get(TOKEN_COOKIE)
        if known is not None and same_secret(known.value, self._site.token):
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not same_secret(given, self._site.token):
            return PlainTextResponse("open the address that fabula open has printed, with its token\n", 401)
        # Two slashes at the beginning would name another host.
        answer = RedirectResponse("/" + scope["path"].lstrip("/\\"), 303)
        answer.set_cookie(TOKEN_COOKIE, given, httponly=True, samesite="strict")
        return answer


def _host_of(origin: str) -> str:
    """The host of an origin; nothing where it is no address."""
    try:
        return urlsplit(origin).netloc.casefold()
    except ValueError:
        return ""


def same_secret(one: str, other: str) -> bool:
    """Whether two secrets are one, told in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())
