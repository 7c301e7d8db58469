"""The data of the domain, one file per noun."""

from practices.models.base import PICTURES, DocumentLink, FormerAddress, SharedPage, ThemeChoice
from practices.models.curation import (
    ChangeRequest,
    Featured,
    Label,
    Look,
    MergedItem,
    ProblemReport,
    TakenDown,
    Waiting,
)
from practices.models.dossier import DossierPage
from practices.models.draft import PracticeDraft
from practices.models.glossary import Meaning, TermPage
from practices.models.import_file import ImportFile
from practices.models.keyword import FormerKeyword
from practices.models.legal_case import Citation, LegalCasePage, MatrixRow, Position
from practices.models.look import DayOfLooks
from practices.models.mail_link import MailLink
from practices.models.moderation import AuditEntry
from practices.models.network import Meeting, NetworkMember, NetworkPage
from practices.models.organisation import FormerSlug, OrganisationPage
from practices.models.practice import (
    Adjustment,
    Adoption,
    BaselineMeasurement,
    LearningQuestion,
    LogEntry,
    Milestone,
    Participation,
    PhaseChange,
    PracticePage,
)
from practices.models.reader_question import ReaderQuestion
from practices.models.reading import ReadingLink, ReadingRemark, ReadingVisit
from practices.models.startfoto import StartfotoAnswer, StartfotoInvitation, StartfotoRound
from practices.models.talk import TalkRequest
from practices.models.taxonomy import (
    Abbreviation,
    Domain,
    Law,
    ListsVersion,
    Merger,
    Municipality,
    PartnerKind,
    Province,
    RemovedEntry,
    SafetyRegion,
    TargetGroup,
    Theme,
)

__all__ = [
    "PICTURES",
    "Abbreviation",
    "Adjustment",
    "Adoption",
    "AuditEntry",
    "BaselineMeasurement",
    "ChangeRequest",
    "Citation",
    "DayOfLooks",
    "DocumentLink",
    "Domain",
    "DossierPage",
    "Featured",
    "FormerAddress",
    "FormerKeyword",
    "FormerSlug",
    "ImportFile",
    "Label",
    "Law",
    "LearningQuestion",
    "LegalCasePage",
    "ListsVersion",
    "LogEntry",
    "Look",
    "MailLink",
    "MatrixRow",
    "Meaning",
    "Meeting",
    "MergedItem",
    "Merger",
    "Milestone",
    "Municipality",
    "NetworkMember",
    "NetworkPage",
    "OrganisationPage",
    "Participation",
    "PartnerKind",
    "PhaseChange",
    "Position",
    "PracticeDraft",
    "PracticePage",
    "ProblemReport",
    "Province",
    "ReaderQuestion",
    "ReadingLink",
    "ReadingRemark",
    "ReadingVisit",
    "RemovedEntry",
    "SafetyRegion",
    "SharedPage",
    "StartfotoAnswer",
    "StartfotoInvitation",
    "StartfotoRound",
    "TakenDown",
    "TalkRequest",
    "TargetGroup",
    "TermPage",
    "Theme",
    "ThemeChoice",
    "Waiting",
]
