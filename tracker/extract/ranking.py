"""The score of a candidate, its tier, and what is thinned: one row per claim, boilerplate once an article."""

import math
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from tracker.extract.candidate import Candidate, Tier
from tracker.extract.lexicon import DATA_FOLDER

CHECK_BELOW = 0.32
KEPT_PER_CLAIM = 4
# The stance groups of the codebook: two rows of one group are one claim.
GROUPS = {
    "proposes": "for", "demands": "for", "offers": "for", "accepts": "yes", "accepts-reserved": "open", "open": "open",
    "under-review": "open", "silent": "open", "rejects": "no", "drops": "drops", "denies": "denies",
}  # fmt: skip
RANKED_STEPS = frozenset({"strength", "voice", "block", "length", "place", "text"})
# What an editor is told; the rest only weighs.
TOLD_STEPS = frozenset({"rule", "trigger", "holder", "flag"})


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """Weights of the ranking, learnt from labelled texts; a feature without a weight counts nothing."""
    path = DATA_FOLDER / "ranking.toml"
    with path.open("rb") as lines:
        weights: dict[str, float] = tomllib.load(lines)["weights"]
    return weights


def list_features(item: Candidate) -> list[str]:
    """The coarse features of a candidate that the ranking weighs: rule, term, how the holder was found and so on."""
    steps = dict(item.why)
    rules = item.rule.split("+")
    holder = steps.get("holder", "")
    features = [
        "bias",
        f"rule={rules[-1]}",
        f"kind={item.kind}",
        f"term={item.term}",
        f"kind+term={item.kind}+{item.term}",
    ]
    features += [f"outer={rules[0]}"] if len(rules) > 1 else []
    features += [f"holder={holder.rsplit('→', 1)[-1].strip()}", f"reference={'→' in holder}"]
    features += [f"{step}={steps[step]}" for step in sorted(RANKED_STEPS & steps.keys())]
    features += [f"speaks={item.speaks_for_party}", f"words={min(3, len(steps.get('trigger', '').split()))}"]
    features += [f"value={item.value is not None}", f"stance={item.stance}"]
    return features


def score(item: Candidate) -> float:
    """The chance, between 0 and 1, that an editor would keep a candidate."""
    weights = load_weights()
    total = sum(weights.get(feature, 0.0) for feature in list_features(item))
    return round(1 / (1 + math.exp(-total)), 3)


def thin(candidates: list[Candidate]) -> list[Candidate]:
    """One row per sentence and claim, and at most KEPT_PER_CLAIM rows an article for the same claim; by start."""
    best: dict[tuple[int, str, str, str | None, str | None], Candidate] = {}
    for item in (replace(found, score=score(found)) for found in candidates):
        key = (item.start, item.kind, item.term, item.party, GROUPS.get(item.stance or ""))
        if key not in best or item.score > best[key].score:
            best[key] = item
    said: Counter[tuple[str, str, str | None, str | None]] = Counter()
    kept: list[Candidate] = []
    for item in sorted(best.values(), key=lambda found: (-found.score, found.start)):
        claim = (item.kind, item.term, item.party, item.stance)
        said[claim] += 1
        if said[claim] <= KEPT_PER_CLAIM:
            told = tuple(pair for pair in item.why if pair[0] in TOLD_STEPS)
            kept.append(replace(item, tier=judge_tier(item), why=told))
    return sorted(kept, key=lambda item: (item.start, item.term, item.party or "", item.stance or ""))


def judge_tier(item: Candidate) -> Tier:
    """ "suggested" when party and stance are known and the score is good, else "check"."""
    if item.kind == "position" and (item.party is None or item.stance is None):
        return "check"
    return "suggested" if item.score >= CHECK_BELOW else "check"
