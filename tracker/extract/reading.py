"""The room's door: a text in, its candidates out."""

import re
from dataclasses import dataclass

from spacy.tokens import Doc

from tracker.extract.actors import Holder, People, find_span, resolve_name
from tracker.extract.assembly import Article, make_candidate
from tracker.extract.attribution import NOBODY, Teller, Tellers
from tracker.extract.candidate import Candidate, KnownProposal, Source
from tracker.extract.claims import read_claims
from tracker.extract.context import Previous, read_context
from tracker.extract.encoder import load_encoder
from tracker.extract.fronts import drop_false_links
from tracker.extract.goals import read_goals
from tracker.extract.language import find_foreign_language, is_english
from tracker.extract.learned import ReadSentence, weigh
from tracker.extract.lexicon import Lexicon
from tracker.extract.linking import rank_conflicts
from tracker.extract.mentions import Register, teach_names
from tracker.extract.pipeline import Pipeline, load_pipeline
from tracker.extract.provisions import LISTING_LEAD, LISTING_TITLE
from tracker.extract.ranking import thin
from tracker.extract.reference import PROPOSAL_WORDS, Scene, list_mentions, note_mentions
from tracker.extract.relatives import read_relatives
from tracker.extract.reservations import reserve
from tracker.extract.sentences import MAXIMUM_TEXT, Block, Sentence, list_sentences, read_label, split_blocks
from tracker.extract.signature import find_signatory
from tracker.extract.speech import hear, track_quotes
from tracker.extract.sponsors import read_sponsors
from tracker.extract.stances import Cue, collect_cues
from tracker.extract.texts import Texts, name_texts
from tracker.extract.voice import Claim, Listing, Voice
from tracker.extract.wholes import read_wholes
from tracker.extract.window import Watcher, Window
from tracker.extract.wordpiece import WordPiece

STATEMENT_TITLE = re.compile(
    r"\b(?:statement|communiqu|declaration|remarks|readout|press release|message|address|speech)\b", re.IGNORECASE
)
# Words of a text that is a single item of a news wire.
BRIEF = 80
BRIEFING_TITLE = re.compile(
    r"\b(?:briefing|podium|press conference|press call|background call|transcript)\b", re.IGNORECASE
)


def read_text(
    text: str, *, source: Source, lexicon: Lexicon, proposals: tuple[KnownProposal, ...] = ()
) -> list[Candidate]:
    """Candidates a text supports, sorted by start, offsets into that very text; empty for a text that says nothing.

    Only English is read (`language.find_foreign_language` says what else it is), and of a very long text the first
    `sentences.MAXIMUM_TEXT` characters. Raises `ModelMissing` when the language model cannot be loaded, and nothing
    for odd text.
    """
    encoder = load_encoder()
    tokenizer = encoder.tokenizer if encoder is not None else None
    followed = follow(text, source=source, lexicon=lexicon, proposals=proposals, tokenizer=tokenizer)
    if followed is None:
        return []
    if encoder is None:
        return name_texts(thin(followed.candidates), followed.texts)
    return name_texts(weigh(followed.sentences, encoder, followed.article), followed.texts)


def read_windows(text: str, *, source: Source, lexicon: Lexicon, tokenizer: WordPiece) -> list[Window]:
    """What the trained part sees of each sentence of a text, in order. Raises `ModelMissing`."""
    followed = follow(text, source=source, lexicon=lexicon, tokenizer=tokenizer)
    return [sentence.window for sentence in followed.sentences] if followed is not None else []


@dataclass(frozen=True, slots=True)
class Followed:
    """A text read from top to bottom by the rules; `sentences` is empty when there is no tokenizer to show them to."""

    article: Article
    candidates: list[Candidate]
    sentences: list[ReadSentence]
    texts: Texts


def follow(
    text: str,
    *,
    source: Source,
    lexicon: Lexicon,
    proposals: tuple[KnownProposal, ...] = (),
    tokenizer: WordPiece | None = None,
) -> Followed | None:
    """What the rules find in a text, and what they leave for the trained part; None for a text without a line."""
    blocks = list_readable(text)
    if not blocks:
        return None
    pipeline = load_pipeline(lexicon)
    docs = list(pipeline.read(block.text for block in blocks))
    people = People.of(lexicon, source.published_on)
    for doc in docs:
        learn_people(doc, people)
    scene = Scene(people, issuers=find_issuers(pipeline, source, docs, people))
    (title,) = pipeline.read([source.title or " "])
    signatory = find_signatory(title, docs, people) if len(scene.issuers) == 1 else NOBODY
    article = open_article(text, source, lexicon, proposals, docs, signatory)
    named = article.ranked[:2]
    scene.belligerents = frozenset(party for name in named for party in article.conflicts[name].parties)
    watcher = open_watcher(docs, people, tokenizer, source.title) if tokenizer is not None else None
    listing, previous = Listing(is_document=bool(LISTING_TITLE.search(source.title))), Previous()
    followed = Followed(article, [], [], Texts())
    number = 0
    for block, doc in zip(blocks, docs, strict=True):
        cues, others = collect_cues(doc)
        begin_block(block, scene)
        for sentence in list_sentences(doc, block, number):
            voice, found = read_sentence(sentence, scene, listing, previous, cues, others, article)
            followed.candidates.extend(found)
            followed.texts.follow(sentence.span, sentence.start, voice.then)
            if watcher is not None:
                asks = is_question(sentence)
                followed.sentences.append(ReadSentence(voice, tuple(found), watcher.watch(voice, found, asks), asks))
            number += 1
    return followed


def list_readable(text: str) -> list[Block]:
    """The blocks of a text that are read: what is clearly in another language is left out.

    Of a text that is mostly in another language only what is surely English is read.
    """
    if find_foreign_language(text) is not None:
        return [block for block in split_blocks(text) if is_english(block.text)]
    return [block for block in split_blocks(text) if find_foreign_language(block.text) is None]


def open_article(
    text: str,
    source: Source,
    lexicon: Lexicon,
    proposals: tuple[KnownProposal, ...],
    docs: list[Doc],
    signatory: Teller,
) -> Article:
    """What stays the same for every sentence of a text."""
    conflicts = {item.name: item for item in lexicon.conflicts}
    ranked = rank_conflicts(text[:MAXIMUM_TEXT], lexicon, source.conflicts)
    return Article(source, lexicon, proposals, ranked, conflicts, is_about_proposal(docs), set(), Tellers(signatory))


def open_watcher(docs: list[Doc], people: People, tokenizer: WordPiece, title: str) -> Watcher:
    """A watcher that knows the unlisted names of a text."""
    register = Register()
    teach_names(docs, register)
    return Watcher(people, register, tokenizer, title)


def is_about_proposal(docs: list[Doc]) -> bool:
    """Whether a text speaks of a ceasefire or proposal so often that "it" may mean one; once will do in a brief one."""
    words = [token.lower_ for doc in docs for token in doc]
    least = 1 if len(words) < BRIEF else max(2, len(words) // 400)
    return sum(word in PROPOSAL_WORDS for word in words) >= least


def learn_people(doc: Doc, people: People) -> None:
    """Remember persons named beside a party or an office in this block."""
    for span in doc.spans["actors"]:
        if span.kb_id_ == "person":
            holder = people.from_record(span.label_)
            if holder is not None:
                people.learn(span.label_, holder)
    for ent in doc.ents:
        if ent.label_ == "PERSON" and find_span(doc, ent.root) is None:
            resolve_name(ent.root, people)


def begin_block(block: Block, scene: Scene) -> None:
    """A new block closes quotations; the label of a transcript's line hands the word to its speaker."""
    label = read_label(block.text)
    if label is None:
        scene.is_quote_open = False
        return
    who = scene.people.recall(label.title())
    scene.speaker = (who,) if who else tuple(Holder(name, "issuer") for name in scene.issuers[:1])
    scene.is_quote_open = not label.lower().startswith(("q", "moderator", "announcer", "reporter"))


def find_issuers(pipeline: Pipeline, source: Source, docs: list[Doc], people: People) -> tuple[str, ...]:
    """Who issues a statement: as given, else the parties its title names, else the outlet itself."""
    if source.issuers:
        return source.issuers
    title, outlet = pipeline.read([source.title or " ", source.outlet or " "])
    speaks = any(token.lower_ in ("we", "our") for doc in docs[:12] for token in doc)
    outlet_names = name_actors(outlet, people)
    if outlet_names and "state" in {people.kinds.get(name) for name in outlet_names}:
        named = name_actors(title, people)
        return named[:12] if re.search(r"\bjoint\b", source.title, re.IGNORECASE) and named else outlet_names[:1]
    if (STATEMENT_TITLE.search(source.title) or BRIEFING_TITLE.search(source.title)) and speaks:
        return name_actors(title, people)[:12]
    return ()


def name_actors(doc: Doc, people: People) -> tuple[str, ...]:
    """The parties a short text names, in order."""
    names: list[str] = []
    for span in doc.spans["actors"]:
        holder = people.from_record(span.label_) if span.kb_id_ == "person" else None
        name = holder.party if holder else span.label_
        if name and name not in names:
            names.append(name)
    return tuple(names)


def read_sentence(
    sentence: Sentence,
    scene: Scene,
    listing: Listing,
    previous: Previous,
    cues: dict[int, list[Cue]],
    others: dict[str, frozenset[int]],
    article: Article,
) -> tuple[Voice, list[Candidate]]:
    """The voice of one sentence and the candidates of the rules; the scene and the listing move on."""
    span = sentence.span
    scene.local = list_mentions(scene, span)
    speech = hear(sentence, scene, others["report"])
    teller = article.tellers.follow(sentence, speech, scene, others["report"])
    is_own = bool(speech.holders) and not speech.is_carried
    if is_own and any(holder.party for holder in speech.holders):  # "we" in the sentence is this very speaker
        scene.speaker = speech.holders
    voice = Voice(sentence, speech, cues, others["contain"], others["strong"], scene, listing, scene.copy(), teller)
    claims = [] if is_question(sentence) else read_assertions(voice, article)
    claims += read_context(voice, previous)
    previous.note(claims, voice)
    note_mentions(scene)
    if is_own:
        scene.speaker = speech.holders
        scene.speaker_block = sentence.block.start
        scene.note(speech.holders[0])
    track_quotes(scene, span.text)
    sure = [claim for claim in claims if claim.is_sure]
    if sure or LISTING_LEAD.search(span.text):
        listing.open(sure[0].name if sure else None)
    else:
        listing.left = max(0, listing.left - 1)
    return voice, [make_candidate(claim, voice, article) for claim in claims]


def read_assertions(voice: Voice, article: Article) -> list[Claim]:
    """Every claim of a sentence that asserts something: by its terms, its lists of aims, and stances on the whole."""
    goals = read_goals(voice)
    listed = {claim.hit.span.start for claim in goals}
    claims = [claim for claim in read_claims(voice) if claim.hit.span.start not in listed] + goals
    claims += read_relatives(voice)
    if article.is_relevant:
        claims += read_sponsors(voice, voice.sentence.span, article.sponsors)
        claims += read_wholes(voice, frozenset(claim.trigger for claim in claims if claim.trigger is not None))
    return reserve(drop_false_links(claims, article), voice)


def is_question(sentence: Sentence) -> bool:
    """Whether a sentence asks: it takes no stance."""
    return sentence.span.text.rstrip(" \"'").endswith("?")
