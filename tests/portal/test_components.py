"""The components: what a browser and a screen reader get from plain values."""

from datetime import date
from typing import Any

import html5lib
import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils.safestring import mark_safe
from django_cotton.compiler_regex import CottonCompiler

from portal.templatetags.menu import main_menu
from search.service import Choice


def draw(source: str, **values: Any) -> str:
    """Return the HTML of a template of components; raises when it is no valid HTML."""
    html = Template(CottonCompiler().process(source)).render(Context(values))
    html5lib.HTMLParser(strict=True).parseFragment(html)
    return html


def facet(**values: Any) -> dict[str, Any]:
    choices = [
        Choice(value="jeugd", label="Jeugd", count=8, chosen=True, known=True),
        Choice(value="wonen", label="Wonen", count=1, chosen=False, known=True),
        Choice(value="energie", label="Energie", count=0, chosen=False, known=True),
    ]
    choices = values.pop("choices", choices)
    parts = [{"label": "", "choices": choices}]
    shown = {"name": "thema", "label": "Thema", "is_open": True, "chosen_count": 1, "total": len(choices)}
    return {**shown, "parts": parts, **values}


class Startbericht(forms.Form):
    title = forms.CharField(label="Titel", help_text="Kort en herkenbaar.")
    since = forms.DateField(label="Sinds", required=False)
    phase = forms.ChoiceField(label="Fase", choices=[("idee", "Idee")], widget=forms.RadioSelect)


def test_a_facet_says_its_counts_in_words_and_keeps_its_ids() -> None:
    html = draw('<c-facet :facet="facet" />', facet=facet())
    assert '8<span class="visually-hidden"> resultaten</span>' in html
    assert '1<span class="visually-hidden"> resultaat</span>' in html
    assert 'id="facet-thema" open' in html
    assert '<label class="choice__label" for="thema-jeugd">' in html
    assert "1 gekozen" in html


def test_an_option_without_results_is_dimmed_and_not_disabled() -> None:
    html = draw('<c-facet :facet="facet" />', facet=facet())
    assert html.count("choice--empty") == 1
    assert "disabled" not in html


def test_a_choice_with_signs_of_html_stays_text() -> None:
    hostile = Choice(value='"><b>', label="<b>Zorg & 'straf'</b>", count=0, chosen=True, known=False)
    html = draw('<c-facet :facet="facet" />', facet=facet(choices=[hostile]))
    assert "<b>" not in html
    assert 'value="&quot;&gt;&lt;b&gt;" checked' in html


def test_only_a_long_facet_gets_a_box_to_scroll_in() -> None:
    many = [Choice(value=f"v{n}", label=f"Keuze {n}", count=n, chosen=False, known=True) for n in range(10)]
    assert 'role="group" aria-label="Thema, lijst met 10 keuzes"' in draw(
        '<c-facet :facet="facet" />', facet=facet(choices=many)
    )
    assert "facet__scroll" not in draw('<c-facet :facet="facet" />', facet=facet())


def test_a_chip_says_what_it_takes_away() -> None:
    chips = [{"facet_label": "Thema", "label": "Jeugd", "url": "/zoeken/"}]
    html = draw('<c-chip-list :chips="chips" clear_url="/zoeken/" />', chips=chips)
    assert "Verwijder filter Thema: </span>Jeugd" in html
    assert "Wis alle filters" in html
    assert draw('<c-chip-list :chips="chips" clear_url="/zoeken/" />', chips=[]).strip() == ""


def test_a_card_shows_what_it_knows_and_nothing_else() -> None:
    item = {
        "key": "praktijk-1",
        "kind": "praktijk",
        "kind_label": "Praktijk",
        "title": "Samen",
        "url": "/praktijken/samen/",
    }
    html = draw('<c-card :item="item" />', item=item)
    assert (
        '<h3 class="card__title" id="titel-praktijk-1"><a class="card__link" href="/praktijken/samen/">Samen</a>'
        in html
    )
    assert "Voorbeeld" not in html
    assert "Bevestigd" not in html
    full = {**item, "example": True, "confirmed": date(2026, 11, 20), "municipalities": ["Zaanstad", "Breda"]}
    html = draw('<c-card :item="item" heading="2" />', item=full)
    assert "Zaanstad, Breda" in html
    assert '<time datetime="2026-11-20">20 november 2026</time>' in html
    assert "Voorbeeld" in html
    assert "<h2 " in html


def test_a_card_escapes_text_and_keeps_the_marks_of_a_fragment() -> None:
    item = {
        "key": "begrip-1",
        "kind": "begrip",
        "kind_label": "Begrip",
        "title": "<script>alert(1)</script>",
        "url": "/",
    }
    html = draw('<c-card :item="item" />', item={**item, "text": mark_safe("over <mark>gegevens</mark>")})
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<mark>gegevens</mark>" in html


def test_a_card_escapes_the_names_on_it() -> None:
    item = {"key": "praktijk-1", "kind": "praktijk", "kind_label": "Praktijk", "title": "Samen", "url": "/?a=1&b=2"}
    html = draw('<c-card :item="item" />', item={**item, "municipalities": ["<b>"], "themes": ["Zorg & 'straf'"]})
    assert "<b>" not in html
    assert "Zorg &amp; &#x27;straf&#x27;" in html
    assert 'href="/?a=1&amp;b=2"' in html


def test_a_card_whose_title_says_that_it_is_an_example_says_it_once() -> None:
    item = {"key": "praktijk-1", "kind": "praktijk", "kind_label": "Praktijk", "url": "/", "example": True}
    assert "Voorbeeld" not in draw('<c-card :item="item" />', item={**item, "title": "Samen (voorbeeld)"})
    assert "Voorbeeld" in draw('<c-card :item="item" />', item={**item, "title": "Samen"})


def test_a_placeholder_of_others_is_left_out() -> None:
    class SignIn(forms.Form):
        login = forms.CharField(widget=forms.TextInput(attrs={"placeholder": "E-mailadres"}))

    assert "placeholder" not in draw('<c-field :field="form.login" />', form=SignIn())


def test_a_field_with_an_error_points_at_its_help_and_its_error() -> None:
    form = Startbericht({"title": ""})
    html = draw('<c-field :field="form.title" />', form=form)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_title_helptext">Kort en herkenbaar.' in html
    assert 'id="id_title_error"' in html
    assert "utrecht-textbox" in html


def test_a_field_that_may_stay_empty_says_so() -> None:
    assert "(niet verplicht)" in draw('<c-field :field="form.since" />', form=Startbericht())
    assert "(niet verplicht)" not in draw('<c-field :field="form.title" />', form=Startbericht())


def test_a_group_of_options_is_a_fieldset_that_the_summary_can_reach() -> None:
    form = Startbericht({"title": "Samen"})
    html = draw('<c-error-summary :form="form" /><c-field :field="form.phase" />', form=form)
    assert '<a href="#id_phase">Fase: ' in html
    assert (
        '<fieldset class="field field--invalid" id="id_phase" tabindex="-1" aria-describedby="id_phase_error">' in html
    )
    assert '<legend class="field__label">Fase' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert draw('<c-error-summary :form="form" />', form=Startbericht()).strip() == ""


def test_pages_name_the_current_one_and_draw_nothing_for_a_single_page() -> None:
    pages = [
        {"number": 1, "url": "?pagina=1", "current": False},
        None,
        {"number": 9, "url": "?pagina=9", "current": True},
    ]
    html = draw('<c-pagination :pages="pages" previous_url="?pagina=8" />', pages=pages)
    assert '<a href="?pagina=9" aria-current="page">' in html
    assert 'rel="prev"' in html
    assert 'rel="next"' not in html
    assert draw('<c-pagination :pages="pages" />', pages=pages[:1]).strip() == ""


def test_scores_of_several_partners_stand_by_statement_with_their_table() -> None:
    line = {"partner": "Politie", "said": "mei 2025 2 en mei 2026 4 van 5", "before": 2, "between": [3], "after": 4}
    groups = [{"label": "Wij delen informatie", "lines": [{**line, "low": 2, "high": 4, "value": 4}]}]
    rows = [{"label": "Wij delen informatie", "partner": "Politie", "scores": [2, None, 4]}]
    html = draw(
        '<c-score-chart id="s" title="Startfoto" :groups="groups" :rows="rows" :columns="columns" is_again="ja" />',
        groups=groups,
        rows=rows,
        columns=["mei 2025", "juni 2025", "mei 2026"],
    )
    assert 'd="M2 .33H4"' in html
    assert [html.count(f'score-chart__{mark}"') for mark in ("before", "between", "after")] == [1, 1, 1]
    assert 'Politie<span class="visually-hidden">: mei 2025 2 en mei 2026 4 van 5</span>' in html
    assert html.count('<td class="data-table__number">') == 3
    assert '<td class="data-table__number">–</td>' in html


def test_the_phases_say_in_words_where_a_practice_stands() -> None:
    phases = [{"label": "Idee", "state": "done"}, {"label": "Gestopt", "state": "stopped", "when": "9 juni 2025"}]
    html = draw('<c-phase-line :phases="phases" />', phases=phases)
    assert 'Idee<span class="visually-hidden">, geweest</span>' in html
    assert 'Gestopt<span class="visually-hidden">, gestopt</span>' in html
    assert "9 juni 2025" in html


def test_a_summary_list_leaves_out_what_is_empty() -> None:
    items = [{"term": "Doel", "value": ""}, {"term": "Partners", "lines": ["Politie", "GGZ"]}]
    html = draw('<c-summary-list :items="items" />', items=items)
    assert "Doel" not in html
    assert html.count("<dd>") == 2


@pytest.mark.parametrize("tone", ["info", "success", "warning", "error", "debug"])
def test_a_notice_shows_its_text_in_every_tone(tone: str) -> None:
    assert "Opgeslagen" in draw(f'<c-notice tone="{tone}">Opgeslagen</c-notice>')


@pytest.mark.parametrize(
    ("source", "values"),
    [
        (
            '<c-breadcrumb :items="items" />',
            {"items": [{"title": "Praktijken", "url": "/praktijken/"}, {"title": "X"}]},
        ),
        ('<c-contact-block :people="people" />', {"people": [{"role": "Team", "mailbox": "team@voorbeeld.nl"}]}),
        ('<c-data-table caption="C" :columns="c" :rows="r" />', {"c": [{"label": "A", "numeric": True}], "r": [["x"]]}),
        ('<c-disclosure summary="Meer" badge="Open">Tekst</c-disclosure>', {}),
        ('<c-empty-state title="Niets"><p>Leeg</p></c-empty-state>', {}),
        ('<c-filter-panel :panel="p" active_count="1" total="1" />', {"p": {"entries": [], "more": []}}),
        ('<c-search-box query="a &amp; b" />', {}),
        ('<c-steps :steps="s" number="1" total="2" />', {"s": [{"label": "Wat", "state": "current"}]}),
        (
            '<c-timeline :entries="e" />',
            {"e": [{"date": date(2026, 1, 2), "kind": "mijlpaal", "kind_label": "Mijlpaal"}]},
        ),
    ],
)
def test_every_other_component_is_valid_html_without_styles_or_handlers(source: str, values: dict[str, Any]) -> None:
    html = draw(source, **values)
    assert " style=" not in html
    assert " onclick=" not in html
    assert "{#" not in html


def test_the_menu_marks_the_page_and_the_section_one_is_in() -> None:
    def current(path: str) -> dict[str, str]:
        context = Context({"request": RequestFactory().get(path)})
        return {entry.url: entry.current for entry in main_menu(context) if entry.current}

    assert current("/zoeken/") == {"/zoeken/": "page"}
    assert current("/praktijken/samen/") == {"/praktijken/": "true"}
    assert current("/") == {}
    assert {entry.current for entry in main_menu(Context())} == {""}
