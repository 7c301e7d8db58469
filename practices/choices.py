"""The closed lists of the domain: values as in the records, Dutch labels for the screen."""

from django.db import models


class Kind(models.TextChoices):
    """The five things that are shared; the value is the record's `soort`."""

    PRACTICE = "praktijk", "Praktijk"
    LEGAL_CASE = "casus", "Juridische vraag"
    NETWORK = "netwerk", "Netwerk"
    TERM = "begrip", "Begrip"
    DOSSIER = "dossier", "Themapagina"

    @property
    def plural(self) -> str:
        """The first part of the address of this kind, and of its list in the API."""
        return _PLURALS[self]

    @property
    def plural_label(self) -> str:
        """The name of the list on the screen."""
        return _PLURAL_LABELS[self]

    def url(self, address: str) -> str:
        """The address for people of an item of this kind."""
        return f"/{self.plural}/{address}/"


_PLURALS = {
    Kind.PRACTICE: "praktijken",
    Kind.LEGAL_CASE: "casussen",
    Kind.NETWORK: "netwerken",
    Kind.TERM: "begrippen",
    Kind.DOSSIER: "dossiers",
}
_PLURAL_LABELS = {
    Kind.PRACTICE: "Praktijken",
    Kind.LEGAL_CASE: "Juridische vragen",
    Kind.NETWORK: "Netwerken",
    Kind.TERM: "Begrippen",
    Kind.DOSSIER: "Themapagina’s",
}


class Visibility(models.TextChoices):
    """Who may see a published item. A draft is not a visibility but an unpublished page."""

    PUBLIC = "openbaar", "Iedereen"
    MUNICIPALITIES = "gemeenten", "Medewerkers van gemeenten, regio’s en VNG"
    ORGANISATION = "organisatie", "Mijn organisatie en de partners die ik noem"


#: The record's `zichtbaarheid` of an item that is not live.
DRAFT = "concept"


class Phase(models.TextChoices):
    IDEA = "idee", "Idee"
    PREPARATION = "voorbereiding", "Voorbereiding"
    EXECUTION = "uitvoering", "Uitvoering"
    FINISHED = "afgerond", "Afgerond"
    EMBEDDED = "geborgd", "Geborgd"
    STOPPED = "gestopt", "Gestopt"


class QuestionType(models.TextChoices):
    TARGET_GROUP = "doelgroep", "Over het resultaat voor de doelgroep"
    PROCESS = "weg", "Over de weg ernaartoe"


class QuestionStatus(models.TextChoices):
    OPEN = "open", "Open"
    PROVISIONAL = "voorlopig", "Voorlopig antwoord"
    ANSWERED = "beantwoord", "Beantwoord"
    LAPSED = "vervallen", "Vervallen"


class LogKind(models.TextChoices):
    PROGRESS = "voortgang", "Voortgang"
    SETBACK = "tegenslag", "Tegenslag"
    ADJUSTMENT = "bijstelling", "Bijstelling"
    MILESTONE = "mijlpaal", "Mijlpaal"
    RESULT = "resultaat", "Resultaat"


class AdjustmentKind(models.TextChoices):
    CHANGED = "aangepast", "Aangepast"
    PART_STOPPED = "deel-gestopt", "Deel gestopt"
    PAUSED = "gepauzeerd", "Gepauzeerd"
    RESUMED = "hervat", "Hervat"
    STOPPED = "gestopt", "Gestopt"


class MilestoneKind(models.TextChoices):
    SIGNED = "getekend", "Getekend"
    PLAN_READY = "plan-klaar", "Plan klaar"
    PROJECT_LEADER = "projectleider", "Projectleider gevonden"
    BUDGET = "budget", "Budget rond"
    FIRST_CASE = "eerste-casus", "Eerste casus"
    FIRST_RESULT = "eerste-resultaat", "Eerste resultaat"
    EMBEDDING = "borging", "Besluit tot borging"


class PartnerRole(models.TextChoices):
    CLIENT = "opdrachtgever", "Opdrachtgever"
    DIRECTION = "regie", "Regie"
    EXECUTION = "uitvoering", "Uitvoering"
    FUNDER = "financier", "Financier"
    ADVICE = "advies", "Advies"


class Evidence(models.TextChoices):
    IMPRESSION = "indruk", "Indruk"
    COUNTED = "geteld", "Geteld"
    MEASURED = "gemeten", "Gemeten"
    RESEARCHED = "onderzocht", "Onderzocht"


class BaselineStatement(models.TextChoices):
    """The six statements of a startfoto that are the same everywhere; higher is always better."""

    CONNECTION = "verbinding", "Wij zijn goed verbonden met de andere domeinen"
    INFORMATION = "informatie-delen", "Wij delen op tijd de informatie die nodig is"
    SPEED = "snelheid", "Wij besluiten en handelen snel genoeg"
    FUNDING = "ruimte-in-geld", "Wij hebben ruimte om geld in te zetten waar het nodig is"
    ACCOUNTING = "verantwoordingsdruk", "De druk om te verantwoorden is goed te dragen"
    DIRECTION = "duidelijke-regie", "Het is duidelijk wie de regie heeft"


class AdoptionStep(models.TextChoices):
    INTEREST = "interesse", "Interesse"
    EXPLORING = "verkennen", "Verkennen"
    ADOPTED = "aangepast-overgenomen", "Aangepast overgenomen"
    STOPPED = "gestopt", "Gestopt"


class TalkAnswer(models.TextChoices):
    YES = "ja", "Ja"
    NO = "nee", "Nee"


class CaseStatus(models.TextChoices):
    QUESTION = "vraag", "Vraag"
    IN_PROGRESS = "in-behandeling", "In behandeling"
    WITH_EXPERT = "bij-deskundige", "Bij deskundige"
    PUBLISHED = "gepubliceerd", "Beantwoord"
    TO_REVIEW = "te-herzien", "Te herzien"
    LAPSED = "vervallen", "Vervallen"


class Verdict(models.TextChoices):
    ALLOWED = "mag", "Mag"
    CONDITIONAL = "mag-onder-voorwaarden", "Mag onder voorwaarden"
    FORBIDDEN = "mag-niet", "Mag niet"
    UNDECIDED = "niet-uitgemaakt", "Niet uitgemaakt"


class Barrier(models.TextChoices):
    LAW = "wet", "Wet"
    INTERPRETATION = "uitleg", "Uitleg"
    CULTURE = "cultuur", "Cultuur"
    TECHNOLOGY = "techniek", "Techniek"
    CAPACITY = "capaciteit", "Capaciteit"


class PositionRole(models.TextChoices):
    LAWYER = "jurist", "Jurist"
    PRIVACY_OFFICER = "privacy-officer", "Privacy officer"
    DATA_PROTECTION_OFFICER = "fg", "Functionaris gegevensbescherming"
    POLICE_LAWYER = "politiejurist", "Politiejurist"
    SOURCE = "bron", "Gepubliceerde bron"


class NetworkKind(models.TextChoices):
    PROFESSIONAL = "vakgroep", "Vakgroep"
    REGION = "regio", "Regio"
    LEARNING_CIRCLE = "leerkring", "Leerkring"
    PROGRAMME = "programma", "Programma"


class NetworkAccess(models.TextChoices):
    OPEN = "open", "Open"
    ON_REQUEST = "op-verzoek", "Op verzoek"
    BY_INVITATION = "op-uitnodiging", "Op uitnodiging"


class OrganisationKind(models.TextChoices):
    MUNICIPALITY = "gemeente", "Gemeente"
    REGION = "regio", "Regio"
    VNG = "vng", "VNG"
    PARTNER = "partner", "Partner"


class PopulationSize(models.TextChoices):
    """Classes of inhabitants; the lower bound belongs to the class, the upper to the next."""

    SMALL = "0-20000", "Tot 20.000 inwoners"
    MEDIUM = "20000-50000", "20.000 tot 50.000 inwoners"
    LARGE = "50000-100000", "50.000 tot 100.000 inwoners"
    CITY = "100000-plus", "100.000 inwoners en meer"

    @property
    def bounds(self) -> tuple[int, int | None]:
        """The first number of inhabitants in this class, and the first beyond it."""
        lower, _, upper = str(self.value).replace("-plus", "-").partition("-")
        return int(lower), int(upper) if upper else None

    @classmethod
    def of(cls, population: int) -> "PopulationSize":
        """Return the class of a number of inhabitants."""
        return next(size for size in reversed(cls) if population >= size.bounds[0])


class LawStatus(models.TextChoices):
    BILL = "wetsvoorstel", "Wetsvoorstel"
    IN_FORCE = "van-kracht", "Van kracht"
    CHANGED = "gewijzigd", "Gewijzigd"
    LAPSED = "vervallen", "Vervallen"
    UNKNOWN = "onbekend", "Onbekend"


class WaitingReason(models.TextChoices):
    """Why something waits for the editors, in the order in which they look at it."""

    REPORT = "melding", "Melding van een lezer"
    OVERRIDE = "afwijking", "Gedeeld na een waarschuwing over persoonsgegevens"
    ANSWER = "antwoord", "Juridisch antwoord"
    STOP = "stop", "Gestopt"
    UPDATED = "aangepast", "Bijgewerkt na een vraag van de redactie"
    FIRST = "eerste", "Voor het eerst gedeeld"
    LABEL = "label", "Veel gewijzigd sinds het label"


class ReportKind(models.TextChoices):
    """What a reader says is wrong with an item, the most urgent first."""

    PERSONAL_DATA = "persoonsgegevens", "Er staan gegevens van een persoon in"
    WRONG = "onjuist", "Er klopt iets niet"
    UNFIT = "ongepast", "Dit hoort hier niet"
    OUTDATED = "verouderd", "Dit is verouderd"
    OTHER = "anders", "Iets anders"


class Criterion(models.TextChoices):
    """What the editors look at before they give the label. Never whether it was a success."""

    RECOGNISABLE = "herkenbaar", "Herkenbaar"
    TRANSFERABLE = "overdraagbaar", "Overdraagbaar"
    HONEST = "eerlijk", "Eerlijk over tegenslag"
    CURRENT = "actueel", "Actueel"


class RequestEnd(models.TextChoices):
    """How a question of the editors to an owner ended."""

    UPDATED = "bijgewerkt", "De eigenaar werkte het bij"
    LAPSED = "vervallen", "De redactie liet de vraag vervallen"
