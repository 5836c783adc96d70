"""The ground floor's tables, one file per idea; import from the files, not from here."""

from tracker.models.article import Article, Snapshot
from tracker.models.change import Change, ChangeGroup, ChangeSubject
from tracker.models.citation import Citation
from tracker.models.condition import Condition, ConditionActor, ConditionDependency
from tracker.models.conflict import Conflict, Participation
from tracker.models.editor import Editor
from tracker.models.involvement import Involvement
from tracker.models.party import Party, PartyName
from tracker.models.person import Person, Role
from tracker.models.proposal import Proposal
from tracker.models.status import StatusChange
from tracker.models.suggestion import Suggestion
from tracker.models.term import Term, TermGroup
from tracker.models.unclaimed import UnclaimedSentence
from tracker.models.word_list import WordListEntry

__all__ = [
    "Article",
    "Change",
    "ChangeGroup",
    "ChangeSubject",
    "Citation",
    "Condition",
    "ConditionActor",
    "ConditionDependency",
    "Conflict",
    "Editor",
    "Involvement",
    "Participation",
    "Party",
    "PartyName",
    "Person",
    "Proposal",
    "Role",
    "Snapshot",
    "StatusChange",
    "Suggestion",
    "Term",
    "TermGroup",
    "UnclaimedSentence",
    "WordListEntry",
]
