"""Which phrases of the word lists earn their place: how often each is met in labelled texts, and how often rightly."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tracker.extract.labels import GoldRow, LabelledArticle
from tracker.extract.lexicon import Lexicon, StanceCue, TermCue
from tracker.extract.pipeline import PhraseMarker, Stemmer, load_model

type Cue = TermCue | StanceCue


@dataclass(frozen=True, slots=True)
class CueRecord:
    """A phrase with how often it was met, and how often in a sentence labelled with its own term or stance."""

    cue: Cue
    met: int
    right: int

    @property
    def is_idle(self) -> bool:
        """True for a phrase that no labelled text holds."""
        return self.met == 0

    @property
    def is_misleading(self) -> bool:
        """True for one that is wrong more often than right."""
        return self.met > 0 and 2 * self.right < self.met


def audit_cues(lexicon: Lexicon, articles: Iterable[LabelledArticle], model: str) -> list[CueRecord]:
    """Every term cue and every cue of a stance with what it came to; `model` names the tokenizer's model.

    A phrase within a longer one that is met is not counted there. Raises `tracker.extract.pipeline.ModelMissing`.
    """
    cues: list[Cue] = [*lexicon.terms, *(cue for cue in lexicon.stances if cue.form not in ("report", "contain"))]
    nlp = load_model(model)
    stemmer = Stemmer()
    marker = PhraseMarker(nlp.vocab, "audited")
    marker.fill((str(number), cue.phrase) for number, cue in enumerate(cues))
    met: Counter[int] = Counter()
    right: Counter[int] = Counter()
    for article in articles:
        doc = marker(stemmer(nlp.make_doc(article.text)))
        for span in doc.spans["audited"]:
            number = int(span.label_)
            met[number] += 1
            right[number] += any(_bears_out(cues[number], row) for row in _rows_at(article, span.start_char))
    return [CueRecord(cue, met[number], right[number]) for number, cue in enumerate(cues)]


def _rows_at(article: LabelledArticle, place: int) -> Iterable[GoldRow]:
    return (row for row in article.rows if row.start <= place < row.end)


def _bears_out(cue: Cue, row: GoldRow) -> bool:
    return row.term == cue.term if isinstance(cue, TermCue) else row.stance == cue.stance
