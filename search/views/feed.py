"""The feed of a search: the same parameters as the page, as Atom, newest first."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from search import querystring
from search.querystring import PageNotANumber, SearchRequest
from search.service import Newest, newest
from search.sources import Card
from search.views.results import address, feed_address, viewer_of
from search.wording import in_words

ENTRIES = 50
#: The moment of a feed in which nothing stands yet: it must have one that does not move.
_NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """Atom that carries the moment of what stands in it, and not that of the request when nothing does."""

    def latest_post_date(self) -> datetime:
        moment: datetime = self.feed["moment"]
        return moment


@require_safe
def feed(request: HttpRequest) -> HttpResponseBase:
    """Give what a search finds that the viewer may see; 304 to a reader who has it already."""
    try:
        asked = querystring.read(dict(request.GET.lists())).without_order()
    except PageNotANumber as error:
        raise Http404("Deze pagina bestaat niet: een paginanummer is een getal vanaf 1.") from error
    viewer = viewer_of(request)
    found = newest(asked, viewer, limit=ENTRIES)
    moment = max((card.changed_at for card in found.cards), default=_NOTHING_YET)
    etag = quote_etag(_digest(request, asked, found))
    response = get_conditional_response(request, etag, int(moment.timestamp()))
    if response is None:
        response = HttpResponse(_written(request, asked, found, moment), content_type=_Feed.content_type)
    response["ETag"] = etag
    response["Last-Modified"] = http_date(moment.timestamp())
    response["Vary"] = "Cookie"
    response["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "public, max-age=300"
    return response


def _written(request: HttpRequest, asked: SearchRequest, found: Newest, moment: datetime) -> str:
    feed = _Feed(
        title=f"Praktijkplein: {in_words(asked)}",
        link=_absolute(request, address(asked)),
        description="",  # of RSS
        subtitle=_subtitle(asked, found),
        language="nl",
        author_name="Praktijkplein",
        feed_url=_absolute(request, feed_address(asked)),
        moment=moment,
    )
    for card in found.cards:
        feed.add_item(
            title=card.title,
            link=_absolute(request, card.url),
            description=card.text or card.title,
            unique_id=_lasting_name(request, card),
            pubdate=card.published_at or card.changed_at,
            updateddate=card.changed_at,
            categories=[card.kind_label],
        )
    return feed.writeString("utf-8")


def _subtitle(asked: SearchRequest, found: Newest) -> str:
    notices = ["Het nieuwste op Praktijkplein bij deze zoekvraag."]
    if asked.too_many_values:
        notices.append("U koos meer dan 1.000 waarden. Wij zochten zonder filters.")
    if asked.text_was_cut:
        notices.append("Uw vraag is te lang. Wij zochten met de eerste 500 tekens.")
    if found.answered_by == "database":
        notices.append("De zoekmachine is even weg: dit is een eenvoudig antwoord uit de database.")
    return " ".join(notices)


def _lasting_name(request: HttpRequest, card: Card) -> str:
    """Return a name for an entry that stays when its title or address changes (RFC 4151)."""
    host = urlsplit(_absolute(request, "/")).hostname or "localhost"
    return f"tag:{host},2026:{card.key}"


def _digest(request: HttpRequest, asked: SearchRequest, found: Newest) -> str:
    """Return what changes whenever the feed would read otherwise."""
    words = [_absolute(request, feed_address(asked)), in_words(asked), _subtitle(asked, found)]
    words += [part for card in found.cards for part in (card.key, card.stamp, card.url)]
    return hashlib.blake2b("\n".join(words).encode(), digest_size=16).hexdigest()


def _absolute(request: HttpRequest, path: str) -> str:
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)
