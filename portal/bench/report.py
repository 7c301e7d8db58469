"""Shows what was measured beside its goal, and writes it as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from portal.bench.conductor import Outcome
from portal.bench.measurements import Measurement, goal_of

#: What each measurement is called on the screen, in the order of the table.
LABELS: Mapping[str, str] = {
    "import_per_second": "Importeren (import_content)",
    "import_cpu": "Importeren: rekentijd",
    "import_peak": "Importeren: meeste geheugen",
    "relay_per_second": "Bijwerken na de import (search_relay --once)",
    "search_rebuild_per_second": "search_rebuild, met lezen uit de database",
    "rebuild_per_second": "Index vullen uit documenten",
    "rebuild_cpu": "Index vullen: rekentijd van dit proces",
    "index_size": "Grootte van de index",
    "search_p50": "Zoeken, één bezoeker, p50",
    "search_p95": "Zoeken, één bezoeker, p95",
    "search_p99": "Zoeken, één bezoeker, p99",
    "growth_p95": "Zoeken: p95, zoveel keer die bij 20.000",
    "search_cpu_p50": "Zoeken: rekentijd van dit proces, p50",
    "search_cpu_p95": "Zoeken: rekentijd van dit proces, p95",
    "hits_only_p50": "Zoeken zonder aantallen per filter, p50",
    "hits_only_p95": "Zoeken zonder aantallen per filter, p95",
    "clients_per_second": "Zoeken, tien bezoekers tegelijk",
    "clients_p50": "Zoeken, tien bezoekers, p50",
    "clients_p95": "Zoeken, tien bezoekers, p95",
    "times_faster_than_wagtail": "Zoveel keer sneller dan Wagtail (p50)",
    "questions_asked": "Vragen aan Wagtail, in hoogstens twee minuten",
    "suggest_p50": "Suggesties, p50",
    "suggest_p95": "Suggesties, p95",
    "change_of_1_p50": "1 wijziging zichtbaar, p50",
    "change_of_1_p95": "1 wijziging zichtbaar, p95",
    "change_of_40_p50": "40 wijzigingen zichtbaar, p50",
    "change_of_40_p95": "40 wijzigingen zichtbaar, p95",
    "findable_p50": "Van publiceren tot vindbaar, p50",
    "findable_p95": "Van publiceren tot vindbaar, p95",
    "page_cpu": "/zoeken/: rekentijd, gemiddeld",
    "page_cpu_p95": "/zoeken/: rekentijd, p95",
    "page_queries": "/zoeken/: vragen aan de database, hoogstens",
    "page_bytes": "/zoeken/: de pagina, gecomprimeerd",
    "first_view": "/zoeken/: eerste bezoek, met opmaak en lettertype",
    "worker_memory": "Geheugen van een webproces",
}
ENGINE_LABELS = {"": "", "embedded": "ingebouwd", "elastic": "Elasticsearch", "database": "Wagtail (database)"}

EXPLANATION = (
    "Zoeken is: het aantal, tien resultaten en de aantallen van alle filters, elk zonder de eigen keuze, voor een "
    "bezoeker of een collega; 15 % zonder woorden, 75 % één tot drie woorden, 10 % een woordgroep; bij 60 % zijn "
    "filters gekozen. Wagtail (database) is Wagtails eigen zoekfunctie op SQLite FTS5 over titel, samenvatting, "
    "doel en inhoud, met dezelfde filters en zichtbaarheid en de aantallen per filter met het ORM, zonder "
    "verbuigingen en synoniemen en zonder de aantallen van gemeentegrootte en paren van domeinen, op de eerste 30 "
    "vragen, of zo veel als er in twee minuten beantwoord waren. "
    "Boven 20.000 items gaan gemaakte documenten rechtstreeks naar de zoekmachine, zonder import en zonder "
    "database: zoeken en vullen zijn dan dezelfde maten, pagina’s en Wagtail zijn niet gemeten, en het geheugen van "
    "een webproces is zonder de pagina’s zelf. Tien bezoekers zijn twee processen met elk vijf threads op dezelfde "
    "machine. Het geheugen van een "
    "webproces is het meeste tijdens het meten van /zoeken/."
)


def show(outcome: Outcome, facts: Mapping[str, Any], console: Console) -> None:
    """Print the table, what it compares, and what was left out."""
    table = Table(title="Snelheid van het portaal", title_justify="left")
    for heading, justify in (("Wat", "left"), ("Waarmee", "left"), ("Items", "right"), ("Gemeten", "right")):
        table.add_column(heading, justify="right" if justify == "right" else "left")
    table.add_column("Doel", justify="right")
    table.add_column("Gehaald")
    last = ""
    for each in _in_order(outcome.measurements):
        if last and each.name != last:
            table.add_section()
        last = each.name
        goal = goal_of(each)
        verdict = "" if goal is None else "[green]ja[/]" if goal.is_met(each.value) else "[bold red]nee[/]"
        measured = f"{_number(each.value)} {each.unit}"
        table.add_row(LABELS[each.name], ENGINE_LABELS[each.engine], f"{each.size}", measured, str(goal or ""), verdict)
    console.print(table)
    for reason in outcome.skipped:
        console.print(f"Overgeslagen. {reason}.", style="yellow")
    console.print(EXPLANATION)
    console.print("Machine: " + ", ".join(f"{name} {value}" for name, value in facts.items()), style="dim")


def write(outcome: Outcome, facts: Mapping[str, Any], path: Path) -> None:
    """Write everything as JSON: machine, measurements with their goals, and what was left out."""
    content = {
        "machine": dict(facts),
        "measurements": [_as_json(each) for each in _in_order(outcome.measurements)],
        "skipped": outcome.skipped,
        "failed": outcome.failed,
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _as_json(each: Measurement) -> dict[str, Any]:
    goal = goal_of(each)
    return {
        "name": each.name,
        "engine": each.engine,
        "size": each.size,
        "value": round(each.value, 3),
        "unit": each.unit,
        "goal": {"atMost": goal.at_most, "atLeast": goal.at_least, "met": goal.is_met(each.value)} if goal else None,
    }


def _in_order(measurements: list[Measurement]) -> list[Measurement]:
    names, engines = list(LABELS), list(ENGINE_LABELS)
    return sorted(measurements, key=lambda each: (names.index(each.name), engines.index(each.engine), each.size))


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
