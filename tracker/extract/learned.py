"""What the trained part says becomes candidates; the rules fill in values, speakers, dates and links."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tracker.extract.actors import Holder
from tracker.extract.assembly import Article, make_candidate
from tracker.extract.bystanders import is_bystander
from tracker.extract.candidate import Candidate, Tier
from tracker.extract.claims import list_hits
from tracker.extract.encoder import Calibration, Encoder, Judgement, Thresholds
from tracker.extract.ranking import KEPT_PER_CLAIM, TOLD_STEPS, thin
from tracker.extract.voice import Claim, TermHit, Voice
from tracker.extract.window import Window

TRAINED = "trained"


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence as the rules left it: its voice, their candidates, and what the trained part sees of it."""

    voice: Voice
    candidates: tuple[Candidate, ...]
    window: Window
    asks: bool


def weigh(sentences: list[ReadSentence], encoder: Encoder, article: Article) -> list[Candidate]:
    """The candidates of a text as the trained part weighs them, sorted by start; a question supports nothing.

    A sentence that looks relevant but supports no claim well enough gives one "unclaimed" candidate without a party.
    """
    telling = [sentence for sentence in sentences if not sentence.asks]
    by_window = {id(sentence.window): sentence for sentence in telling}
    judged: dict[int, list[Judgement]] = {}
    for judgement in encoder.judge([sentence.window for sentence in telling]):
        judged.setdefault(id(judgement.window), []).append(judgement)
    found: list[Candidate] = []
    for key, judgements in judged.items():
        found += settle(by_window[key], judgements, encoder, article)
    return drop_repeats(found)


def drop_repeats(candidates: list[Candidate]) -> list[Candidate]:
    """At most KEPT_PER_CLAIM candidates an article for the same claim, the likeliest ones; by start."""
    said: Counter[tuple[str, str, str | None, str | None]] = Counter()
    kept: list[Candidate] = []
    for item in sorted(candidates, key=lambda each: (-each.score, each.start)):
        claim = (item.kind, item.term, item.party, item.stance)
        said[claim] += 1
        if said[claim] <= KEPT_PER_CLAIM:
            kept.append(item)
    return sorted(kept, key=lambda item: (item.start, item.term, item.party or "", item.stance or ""))


def settle(
    sentence: ReadSentence, judgements: list[Judgement], encoder: Encoder, article: Article
) -> Iterator[Candidate]:
    """The candidates of one sentence: one per claim that is likely enough, the rules' others for an editor to check,
    and where there is neither but the sentence looks relevant, one that says only "look here".
    """
    thresholds = encoder.thresholds
    best = max(judgements, key=lambda item: item.chance)
    clear = [item for item in judgements if item.chance >= thresholds.check and is_held(sentence, item)]
    for item in clear:
        tier = judge_tier(item, best.chance, thresholds)
        yield make_learned(sentence, item, tier, encoder.calibration, article)
    claimed = {(item.party, item.term) for item in clear}
    # An earlier answer beside the one of now is a claim of its own.
    now = {(held.party, held.term) for held in sentence.candidates if not held.is_earlier}
    others = [
        held
        for held in sentence.candidates
        if (held.party, held.term) not in claimed or (held.is_earlier and (held.party, held.term) in now)
    ]
    yield from (replace(held, tier="check") for held in thin(others))
    if not clear and not others and best.chance >= thresholds.unclaimed:
        bare = make_learned(sentence, best, "unclaimed", encoder.calibration, article)
        yield replace(bare, kind="position", party=None, stance=None)


def is_held(sentence: ReadSentence, item: Judgement) -> bool:
    """Whether a position may be its party's own: a rule read it so, or the sentence does more than speak of it."""
    if item.party is None or any(held.party == item.party for held in sentence.candidates):
        return True
    return not is_bystander(sentence.voice.sentence.span, sentence.window.find_places(item.candidate))


def judge_tier(item: Judgement, best: float, thresholds: Thresholds) -> Tier:
    """ "suggested" from the kind's threshold on, else "check"; so is a position whose stance is a guess, and what is
    far less likely than the best claim of its sentence.
    """
    if item.candidate and item.stance_chance < thresholds.stance:
        return "check"
    if item.chance < thresholds.share * best:
        return "check"
    least = thresholds.position if item.candidate else thresholds.provision
    return "suggested" if item.chance >= least else "check"


def make_learned(
    sentence: ReadSentence, item: Judgement, tier: Tier, calibration: Calibration, article: Article
) -> Candidate:
    """A claim of the trained part, with the details of the rules' row for the same claim where there is one."""
    kind = "position" if item.candidate else "provision"
    same = [held for held in sentence.candidates if (held.kind, held.term, held.party) == (kind, item.term, item.party)]
    # What holds now goes before what was said earlier, then the rule that agrees on the stance.
    held = max(same, key=lambda each: (not each.is_earlier, each.stance == item.stance), default=None)
    if held is None:
        held = make_candidate(make_claim(sentence.voice, item, kind), sentence.voice, article)
    rule = held.rule if held.rule == TRAINED else f"{TRAINED}+{held.rule}"
    told = tuple(pair for pair in held.why if pair[0] in TOLD_STEPS and pair[0] != "rule")
    why = (("rule", rule), *told, ("chance", f"{item.chance:.2f}"), ("stance chance", f"{item.stance_chance:.2f}"))
    # Where a rule read the same claim its stance is the better one on held-out articles.
    stance = held.stance if item.candidate else None
    score = round(calibration.score(item.chance, kind), 3)
    return replace(held, stance=stance, score=score, tier=tier, rule=rule, why=why)


def make_claim(voice: Voice, item: Judgement, kind: str) -> Claim:
    """A claim without a rule: its phrase is the term's own in the sentence, else the main verb."""
    root = voice.sentence.span.root
    plain = TermHit(item.term, "weak", root.doc[root.i : root.i + 1], root)
    hit = next((each for each in list_hits(voice.sentence.span) if each.term == item.term), plain)
    return Claim(hit, kind, item.stance, find_holder(voice, item.party), TRAINED)


def find_holder(voice: Voice, party: str | None) -> Holder | None:
    """The party as the sentence's speaker where it is that, else as the person or office the sentence names it by."""
    if party is None:
        return None
    known = [holder for holder in voice.speech.holders if holder.party == party]
    named = sorted(voice.then.local, key=lambda item: -item[1])
    known += [holder for _, weight, holder in named if holder.party == party and weight > 1]
    return next(iter(known), Holder(party, "named near by"))
