"""Every address of the site, asked what no person would ask: a calm answer in Dutch, and never an error of ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.models import PracticeDraft
from practices.rules.visibility import Role
from search.sources import get_source
from tests.factories import make_practice, make_user

#: What an address may answer; everything else is an error of ours.
CALM = frozenset({200, 301, 302, 400, 403, 404, 405})

#: Values of parameters, as bytes: the last few are no UTF-8.
NASTY: dict[str, bytes] = {
    "nul": b"a\x00b",
    "quote": b"'",
    "double quote": b'"',
    "minus": b"-\"-'-",
    "surrogate": b"\xed\xa0\x80",
    "no utf-8": b"\xff\xfe\x80",
    "cut utf-8": "é".encode()[:1],
    "long": b"x" * 5_000,
    "long words": b"gezin " * 800,
    "markup": b"<script>alert(1)</script><img src=x onerror=alert(1)>{{ 7|add:7 }}{% now %}",
    "sql": b"' OR 1=1; DROP TABLE practices_sharedpage; --",
    "zero": b"0",
    "minus one": b"-1",
    "huge number": b"1000000000000000000",
    "digits that are none": "²①٣".encode(),
    "not a number": b"nan",
    "infinite": b"1e999",
    "path": b"../../../../etc/passwd",
    "format": b"%s%n%(x)s{0.__class__}",
    "line ends": b"a\r\nSet-Cookie: x=y",
    "turned around": "\u202ethgir\u2066\ufeff\u0301".encode(),
    "emoji": "👩\u200d👧".encode() * 50,
    "empty": b"",
}
PATHS: dict[str, str] = {
    "nul": "a%00b",
    "no utf-8": "%ff%fe",
    "surrogate": "%ed%a0%80",
    "quote": "%27%22",
    "markup": "%3Cscript%3E",
    "long": "x" * 3_000,
    "huge number": "9" * 400,
    "key of nothing": "praktijk-999999999999999999999",
    "percent": "%25%2e%2e%25",
    "line end": "a%0d%0ab",
    "up": "%2e%2e",
    "not ascii": quote("ﬁ٣Ⅷ"),
}
#: Where the site ends: what is below is Wagtail's own.
FOREIGN = ("cms/", "documenten/", "_util/")


def patterns(resolver: Any = None, before: str = "") -> Iterator[str]:
    """Yield the pattern of every address of the site, with the names of its variable parts in < >."""
    for entry in (resolver or get_resolver()).url_patterns:
        whole = before + _plain(str(entry.pattern))
        if whole.startswith(FOREIGN):
            continue
        if isinstance(entry, URLResolver):
            yield from patterns(entry, whole)
        elif isinstance(entry, URLPattern):
            yield whole


def _plain(pattern: str) -> str:
    """Return a regular expression as a route: its groups become variable parts."""
    if not pattern.startswith("^"):
        return pattern
    for regex, plain in ((r"\(\?P<(\w+)>.*?\)(?=[/$-])", r"<\1>"), (r"\((?!\?:?).*\)\$$", "<path>")):
        pattern = re.sub(regex, plain, pattern)
    return re.sub(r"[\^$?]|\(\?:|\)", "", pattern)


ROUTES = sorted(set(patterns()))
FIXED = [route for route in ROUTES if "<" not in route]
VARIABLE = [route for route in ROUTES if "<" in route]
PARAMETERS = ("q", *get_source().schema.names, "sorteer", "pagina", "paginagrootte", "bronId", "next", "onbekend")


#: For addresses that read none of these parameters.
FEW = ("nul", "quote", "no utf-8", "long", "markup")


def nasty(route: str) -> dict[str, bytes]:
    """Return all values for an address of ours that reads parameters, a few for others."""
    if route.startswith(("zoeken/", "api/v1/zoek", "api/v1/praktijken", "praktijken/", "begrippen/", "account/login/")):
        return NASTY
    return {name: NASTY[name] for name in FEW}


def raw_query(value: bytes, *, times: int = 1) -> str:
    """Return a query string in which every known parameter and an unknown one has this value, so many times."""
    return "&".join(f"{name}={quote(value, safe='')}" for name in PARAMETERS for _ in range(times))


def raw_form(value: bytes) -> bytes:
    """Return a form in which the fields of the site have this value."""
    fields = ("title", "login", "password", "email", "key", "code", "actie", "rij", "visibility", "onbekend", "next")
    return "&".join(f"{field}={quote(value, safe='')}" for field in fields).encode()


ODD_QUERIES = (
    *("&&&=&=;?", "q", "q=%", "q=%zz&%00=%00", "=x" * 50, "q=a&q=b&q[]=c&pagina=1&pagina=2", "%ff=%ff"),
    raw_query(b"'", times=3),
)
FORM = "application/x-www-form-urlencoded"
#: Bodies that are no form, or more than one: type and content.
BODIES: dict[str, tuple[str, bytes]] = {
    "json": ("application/json", b'{"title": '),
    "no boundary": ("multipart/form-data", b"--x"),
    "cut": ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\n\xff'),
    "odd charset": (f"{FORM}; charset=nonsense", b"title=\xff"),
    "utf-7": (f"{FORM}; charset=utf-7", b"title=+AGE-"),
    "many fields": (FORM, b"&".join(b"a%d=1" % number for number in range(3_500))),
    "too big": (FORM, b"title=" + b"x" * 2_600_000),
    "no type": ("", b"\x00\xff"),
}


def calm(path: str) -> frozenset[int]:
    """Return what an address may answer.

    The sign-in also says that it failed, or that one must wait; the note that a result was opened says nothing at all;
    a link of a mail that holds no more says so.
    """
    if path == "/zoeken/geopend/":
        return CALM | {204}
    if path.startswith(("/bijwerken/", "/gesprek/", "/meelezen/", "/account/link/", "/startfoto/")):
        return CALM | {410}
    return CALM | {401, 429} if path.startswith("/account/") else CALM


def assert_calm(response: Any, what: str) -> None:
    """Fail unless the answer is calm, and in Dutch."""
    path = response.wsgi_request.path
    assert response.status_code in calm(path), f"{what}: {response.status_code}\n{_text(response)[:3_000]}"
    kind = response.get("Content-Type", "")
    if path.startswith("/api/") or path == "/api":
        assert response["API-Version"], what
        if response.status_code >= 400:
            problem = json.loads(response.content)
            assert kind.startswith("application/problem+json"), what
            assert problem["status"] == response.status_code, what
            assert problem["title"], what
    elif response.status_code >= 400 and not kind.startswith("application/json"):  # allauth answers JSON with JSON
        assert '<html lang="nl"' in _text(response), f"{what}: {response.status_code} {_text(response)[:300]}"
        assert "<script>alert" not in _text(response), what
    elif kind.startswith("text/html") and response.status_code == 200:
        assert '<html lang="nl"' in _text(response), what
        assert "<script>alert" not in _text(response), what


def _text(response: Any) -> str:
    return "" if response.streaming else response.content.decode()


@pytest.fixture(params=[False, True], ids=["without DEBUG", "with DEBUG"])
def debug(request: Any, settings: Any) -> bool:
    """The site with and without DEBUG, where Django would show its own pages for errors."""
    settings.DEBUG = request.param
    return bool(request.param)


@pytest.fixture
def colleague(organisation: Callable[[str], Any]) -> Any:
    """A colleague of Zaanstad, with one practice."""
    user = make_user(Role.MEMBER, organisation("zaanstad"))
    make_practice(organisation("zaanstad"), user=user)
    return user


@pytest.fixture
def browser(colleague: Any) -> Client:
    """A browser in which the colleague is signed in, and that takes an error as a browser does."""
    client = Client(raise_request_exception=False)
    client.force_login(colleague, backend="portal.accounts.AccountBackend")
    return client


@pytest.fixture
def searching(browser: Client, search_index: Any) -> Client:
    """The same browser, with an index in which the practice can be found."""
    search_index.refresh()
    return browser


def test_the_addresses_are_those_of_the_site() -> None:
    assert {"zoeken/", "zoeken/suggesties/", "delen/", "mijn/", "api/v1/zoekresultaten", "account/login/"} <= set(FIXED)
    assert {"praktijken/<slug:address>/", "delen/<uuid:draft_id>/<slug:name>/"} <= set(VARIABLE)


@pytest.mark.parametrize("route", FIXED)
def test_no_query_string_breaks_an_address(searching: Client, route: str, settings: Any) -> None:
    visitor = Client(raise_request_exception=False)
    for settings.DEBUG in (False, True):
        for name, value in nasty(route).items():
            response = searching.get(f"/{route}", QUERY_STRING=raw_query(value))
            assert_calm(response, f"{route} with {name}, DEBUG {settings.DEBUG}")
            assert b"Set-Cookie: x=y" not in response.serialize_headers()
        for query in ODD_QUERIES:
            assert_calm(visitor.get(f"/{route}", QUERY_STRING=query), f"{route}?{query}, DEBUG {settings.DEBUG}")


@pytest.mark.parametrize("route", FIXED)
def test_no_form_body_or_method_breaks_an_address(browser: Client, route: str, settings: Any) -> None:
    for settings.DEBUG in (False, True):
        bodies = {**BODIES, **{name: (FORM, raw_form(value)) for name, value in nasty(route).items()}}
        for name, (kind, body) in bodies.items():
            response = browser.generic("POST", f"/{route}", body, content_type=kind)
            assert_calm(response, f"POST {route} with {name}, DEBUG {settings.DEBUG}")
        for method in ("PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "FOO"):
            response = browser.generic(method, f"/{route}", b"x=y", content_type=FORM)
            assert response.status_code in calm(f"/{route}"), f"{method} {route}: {response.status_code}"


@pytest.mark.parametrize("route", VARIABLE)
def test_no_address_of_nothing_breaks_the_site(browser: Client, colleague: Any, route: str, settings: Any) -> None:
    browser.post("/delen/")
    draft = PracticeDraft.objects.get(user=colleague, published_at=None)
    own, none = (re.sub(r"<uuid:[^>]+>", str(pk), route) for pk in (draft.pk, uuid4()))
    for settings.DEBUG in (False, True):
        for name, value in PATHS.items():
            for whole in {own, none}:
                path = "/" + re.sub(r"<[^>]+>", lambda _, value=value: value, whole)
                assert_calm(browser.get(path), f"GET {route} with {name}, DEBUG {settings.DEBUG}")
                if name in FEW:
                    assert_calm(browser.post(path), f"POST {route} with {name}, DEBUG {settings.DEBUG}")


@pytest.mark.parametrize("host", ["evil.example", "", "a b", "[::1", "x" * 300])
def test_an_unknown_host_gets_no_page_of_the_site(db: None, host: str, debug: bool) -> None:
    response = Client(raise_request_exception=False).get("/zoeken/?q=geheim", HTTP_HOST=host)

    assert response.status_code == 400
    assert "geheim" not in response.content.decode()
    assert '<html lang="nl"' in response.content.decode()


@pytest.mark.parametrize(
    "header",
    [
        "HTTP_COOKIE",
        "HTTP_ACCEPT_LANGUAGE",
        "HTTP_REFERER",
        "HTTP_HX_REQUEST",
        "HTTP_RANGE",
        "HTTP_IF_MODIFIED_SINCE",
        "HTTP_X_REQUEST_ID",
        "HTTP_ACCEPT",
        "HTTP_HX_CURRENT_URL",
    ],
)
def test_no_header_breaks_the_search(searching: Client, header: str) -> None:
    for name, value in NASTY.items():
        response = searching.get("/zoeken/?q=gezin", **{header: value.decode("latin-1")})
        assert_calm(response, f"{header} with {name}")


def test_more_filters_than_we_answer_are_answered_without(searching: Client, debug: bool) -> None:
    many = urlencode([("gemeente", f"g{number}") for number in range(1_100)])

    assert "meer dan 1.000 waarden" in searching.get(f"/zoeken/?{many}").content.decode()
    assert searching.get(f"/api/v1/zoekresultaten?{many}").status_code == 400


@pytest.mark.parametrize("address", ["/zoeken/", "/praktijken/", "/casussen/"])
def test_a_page_that_is_not_there_says_so(searching: Client, address: str, debug: bool) -> None:
    for page in ("0", "-1", "1000000000000000000", "9" * 400, "1.5", "²", "een", "2"):
        response = searching.get(address, {"pagina": page})

        assert response.status_code == 404, page
        assert "Niet gevonden" in response.content.decode()


parameters = st.dictionaries(
    st.one_of(st.sampled_from(PARAMETERS), st.text(max_size=8)),
    st.lists(
        st.one_of(st.text(max_size=40), st.sampled_from([value.decode("utf-8", "replace") for value in NASTY.values()]))
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=parameters)
def test_search_and_api_agree_on_whatever_is_asked(searching: Client, asked: dict[str, list[str]]) -> None:
    query = urlencode(asked, doseq=True)

    page = searching.get(f"/zoeken/?{query}")
    api = searching.get(f"/api/v1/zoekresultaten?{query}")

    assert_calm(page, query)
    assert_calm(api, query)
    if api.status_code == 200:
        assert page.status_code == 200
        assert f'data-total="{api.json()["aantal"]}"' in page.content.decode()
