"""The fields of a record that name partners: their kinds, who gives and gets data, and who sees what is shared."""

from __future__ import annotations

from typing import Any

from practices.actions.records import Content
from practices.exchange.fields import NAME, Entry, Field, Rows, Set
from practices.exchange.reading import ORGANISATIONS, Reading, Wrong
from practices.exchange.values import Texts, as_list
from practices.rules.names import normal


class NamedPartners(Field):
    """The partner organisations that see an item which is shared with organisation and partners only."""

    def __init__(self) -> None:
        super().__init__(
            "partnerorganisaties",
            "named_partners",
            Texts(),
            "codes of partner organisations that also see an item shared with `organisatie`; "
            "without this field: the `partners` that are an organisation in the portal",
        )

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        codes: set[str] = set()
        for number, item in enumerate(as_list(raw), start=1):
            name = NAME.read(item, path, reading)
            found = reading.names.partners_named((name,)) if name else ()
            if name and not found:
                reading.warn(f"{path}[{number}]", f"“{name}” is geen partnerorganisatie die wij kennen; weggelaten")
            codes.update(found)
        return sorted(codes)

    def show(self, item: Any) -> Any:
        return sorted({organisation.code for organisation in item.named_partners.all()})

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        content.sets[self.attribute] = [reading.names.entry(ORGANISATIONS, code) for code in canonical or []]


class PartnerKinds(Set):
    """The kinds of partner, also by the name of an organisation of that kind."""

    def __init__(self) -> None:
        super().__init__("partners", "partner_kinds", "partners", "kinds of partner, also by name of an organisation")

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        slugs = set()
        for number, item in enumerate(as_list(raw), start=1):
            item_path = f"{path}[{number}]"
            try:
                name = NAME.read(item, item_path, reading)
                if name:
                    slugs.add(self._kind(name, item_path, reading))
            except Wrong as error:
                reading.problem(item_path, str(error))
        return sorted(slugs - {""}) or None

    def _kind(self, name: str, path: str, reading: Reading) -> str:
        if len(reading.names.find(self.kind, name)) == 1:
            return reading.names.find(self.kind, name)[0]
        slug = reading.names.kind_of_partner(name)
        if slug:
            reading.warn(path, f"“{name}” is bewaard als soort partner: {reading.names.label(self.kind, slug)}")
            return slug
        if reading.names.partners_named((name,)):
            return ""
        return reading.resolve(self.kind, name, path)


class Participations(Rows):
    """The partners of a practice by name, kind, role and contribution; kinds without more come last."""

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        rows = super().read(raw, path, reading) or []
        somebody = [row for row in rows if "naam" in row or "soort" in row]
        if len(somebody) < len(rows):
            reading.warn(path, "een partner zonder naam en soort is weggelaten")
        return somebody or None

    def show(self, item: Any) -> Any:
        rows = super().show(item) or []
        named = {row.get("soort") for row in rows}
        others = sorted({kind.slug for kind in item.partner_kinds.all()} - named)
        return [*rows, *({"soort": slug} for slug in others)] or None

    def write(self, canonical: Any, content: Content, reading: Reading) -> None:
        super().write(canonical, content, reading)
        slugs = dict.fromkeys(row["soort"] for row in canonical or [] if "soort" in row)
        content.sets["partner_kinds"] = [reading.names.entry("partners", slug) for slug in slugs]


def tidy_partner(raw: Any, reading: Reading) -> Any:
    """Complete a partner of a practice with its kind, where its name gives it."""
    if isinstance(raw, str):
        raw = {"naam": raw}
    if isinstance(raw, dict) and isinstance(raw.get("naam"), str) and not raw.get("soort"):
        slug = reading.names.kind_of_partner(raw["naam"])
        if slug:
            return {**raw, "soort": slug}
    return raw


class Party(Field):
    """Who gives or gets data: the slug of a kind of partner, or a text of one's own."""

    @property
    def description(self) -> str:
        return "entry of `partners`, or text"

    def read(self, raw: Any, path: str, reading: Reading) -> Any:
        name = self.value.read(raw, path, reading)
        found = reading.names.find("partners", name) if name else ()
        if name and not found and not reading.names.kind_of_partner(name):
            reading.warn(path, f"“{name}” is geen soort partner; het blijft tekst, maar filtert niet")
        return found[0] if len(found) == 1 else name

    def show(self, item: Any) -> Any:
        text, kind = self.value.show(getattr(item, self.attribute)), getattr(item, f"{self.attribute}_kind")
        if kind and normal(text or "") in {"", *map(normal, (kind.slug, kind.name, *kind.synonyms))}:
            return kind.slug
        return text

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        kind = reading.names.entry("partners", canonical) if canonical else None
        text = "" if kind else self.value.store(canonical, reading)
        return {self.attribute: text, f"{self.attribute}_kind_id": kind.pk if kind else None}


class PartyKind(Field):
    """The kind of a party that has a text of its own."""

    def __init__(self, name: str, attribute: str, of: Party) -> None:
        super().__init__(
            name, attribute, Entry("partners"), f"kind of the {of.name}, where that is a text of one's own"
        )
        self.of = of

    def show(self, item: Any) -> Any:
        slug = super().show(item)
        return None if slug == self.of.show(item) else slug

    def attributes(self, canonical: Any, reading: Reading) -> dict[str, Any]:
        return super().attributes(canonical, reading) if canonical else {}


def tidy_row(raw: Any, reading: Reading) -> Any:
    """Complete a row of the matrix with the kinds of giver and receiver, where their names give them."""
    if not isinstance(raw, dict):
        return raw
    for name in ("verstrekker", "ontvanger"):
        text = raw.get(name)
        if not isinstance(text, str):
            continue
        if len(reading.names.find("partners", text)) == 1:
            raw = {key: value for key, value in raw.items() if key != f"{name}Soort"}
        elif not raw.get(f"{name}Soort") and (slug := reading.names.kind_of_partner(text)):
            raw = {**raw, f"{name}Soort": slug}
    return raw
