"""What goes in comes out, for records that nobody thought of."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from practices.choices import MilestoneKind, Phase, Verdict
from practices.exchange.exporter import records
from practices.exchange.importer import OPERATOR, Importer, Result
from practices.exchange.lines import read_lines
from practices.models import SharedPage
from tests.conftest import NOW
from tests.practices.exchange.conftest import Record

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
days = st.dates(min_value=date(1950, 1, 1), max_value=date(2099, 1, 1)).map(lambda day: day.isoformat())
common = {
    "samenvatting": texts,
    "inhoud": texts,
    "gemeenten": st.lists(st.sampled_from(["zaanstad", "Breda", "GM0855", "Beemster", "Purmerend"]), max_size=4),
    "trekker": st.sampled_from(["zaanstad", "VR11", "VNG", "Regio Utrecht", "Utrecht"]),
    "themas": st.lists(st.sampled_from(["schulden", "Huiselijk geweld", "jeugdhulp"]), max_size=3),
    "domeinen": st.lists(st.sampled_from(["zorg", "Justitie", "bestuur"]), max_size=3),
    "jaar": st.integers(1900, 2100),
    "trefwoorden": st.lists(st.sampled_from(["a", "A", "één gezin", "b c"]), max_size=4),
    "zichtbaarheid": st.sampled_from(["openbaar", "gemeenten", "organisatie", "concept"]),
    "bevestigdOp": days,
}
own = {
    "praktijk": {
        "fase": st.sampled_from([*Phase.values, "bijgestuurd"]),
        "faseSinds": days,
        "aanpak": st.lists(texts, max_size=3),
        "leervragen": st.lists(st.fixed_dictionaries({"vraag": texts}, optional={"antwoord": texts}), max_size=3),
        "mijlpalen": st.lists(st.fixed_dictionaries({"soort": st.sampled_from(MilestoneKind.values)}), max_size=2),
        "partners": st.lists(
            st.fixed_dictionaries({}, optional={"naam": texts, "soort": st.sampled_from(["OM", "ggd"])}), max_size=3
        ),
        "startfotos": st.lists(
            st.fixed_dictionaries({"scores": st.dictionaries(texts, st.integers(1, 5), max_size=3)}), max_size=2
        ),
        "financiering": st.lists(
            st.fixed_dictionaries({"bedrag": texts | st.integers(0, 10**9) | st.floats(0, 10**6)}), max_size=2
        ),
        "contact": st.fixed_dictionaries({}, optional={"rol": texts, "naam": texts}),
    },
    "casus": {
        "antwoord": st.sampled_from(Verdict.values),
        "citaten": st.lists(st.fixed_dictionaries({"wet": st.sampled_from(["avg", "WGS"])}), max_size=2),
        "rijen": st.lists(
            st.fixed_dictionaries({}, optional={"verstrekker": texts | st.sampled_from(["OM", "BMC"]), "doel": texts}),
            max_size=3,
        ),
        "standpunten": st.lists(
            st.fixed_dictionaries(
                {"rol": st.just("fg")}, optional={"standpunt": texts | st.sampled_from(Verdict.values)}
            ),
            max_size=2,
        ),
    },
    "netwerk": {"leden": st.lists(st.fixed_dictionaries({"rol": texts}, optional={"naam": texts}), max_size=3)},
    "begrip": {
        "synoniemen": st.lists(texts, max_size=3),
        "betekenissen": st.lists(
            st.fixed_dictionaries(
                {}, optional={"betekenis": texts, "waarde": st.decimals(-999, 999, places=3).map(float)}
            ),
            max_size=3,
        ),
    },
    "dossier": {
        "zoekvraag": texts,
        "blokken": st.lists(
            st.fixed_dictionaries({"soort": st.just("tekst"), "tekst": texts})
            | st.fixed_dictionaries(
                {"soort": st.just("zoekvraag"), "zoekvraag": texts},
                optional={"kop": texts, "aantal": st.integers(1, 12)},
            )
            | st.fixed_dictionaries({"soort": st.just("cijfer"), "getal": texts, "uitleg": texts}),
            max_size=4,
        ),
    },
}
record_of_any_kind = st.sampled_from(list(own)).flatmap(
    lambda kind: st.fixed_dictionaries(
        {"soort": st.just(kind), "id": st.just("x"), "titel": texts}, optional={**common, **own[kind]}
    )
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(record_of_any_kind)
def test_a_record_read_again_is_the_same(db: None, record: Record) -> None:
    with transaction.atomic():
        (outcome,) = _run(record)
        if outcome.result == Result.REFUSED:
            transaction.set_rollback(True)
            assert outcome.problems
            return
        first = list(records(OPERATOR))
        assert [result.result for result in _run(*first)] == [Result.UNCHANGED]
        assert [result.result for result in _run(record)] == [Result.UNCHANGED]
        SharedPage.objects.all().delete()
        assert [result.result for result in _run(*first)] == [Result.ADDED]
        assert json.dumps(list(records(OPERATOR))) == json.dumps(first)
        transaction.set_rollback(True)


def _run(*lines: Record) -> list[Any]:
    importer = Importer(by=OPERATOR, at=NOW)
    raw = "\n".join(json.dumps(line) for line in lines).encode()
    return [*importer.lines(read_lines(io.BytesIO(raw))), *importer.links()]
