"""Why the importer suggests something, in words that an editor understands without the code."""

from tracker.models.suggestion import Suggestion

# How a holder was found, by the importer's own word for it.
_FOUND = {
    "name": "by name",
    "alias": "by another of its names",
    "acronym": "by its initials",
    "demonym": "by the name of its people",
    "metonym": "by a place that stands for it",
    "short name": "by the short form of its name",
    "person": "by a person on our list",
    "person beside party": "by a person named beside it",
    "person with office": "by a person and the office",
    "unknown person": "by a person who is not on our list",
    "office of party": "by one of its offices",
    "unlisted entity": "by a name that is not on our list",
    "issuer": "as the one who issued the text",
    "first person of speaker": "by the speaker's “we” or “I”",
    "first person of issuer": "by the “we” of whoever issued the text",
    "named near by": "by a name near by",
}


def explain(suggestion: Suggestion) -> str:
    """The word that led to it, how the holder was found, what was noticed, and the score.

    The score lies between 0 and 1. Of suggestions with a score, about that share was right on labelled texts; of rows
    that only the rules found it is their ranking.
    """
    steps = steps_of(suggestion)
    why = dict(steps)
    noticed = [f"“{seen.removeprefix('holder ')}”" for step, seen in steps if step == "flag"]
    parts = [f"trigger “{why['trigger']}”"] if why.get("trigger") else []
    parts += [f"holder found {_found(why['holder'])}"] if why.get("holder") else []
    parts += [f"noticed {', '.join(noticed)}"] if noticed else []
    parts.append(f"score {suggestion.score:.2f}{', to check' if suggestion.tier == 'check' else ''}")
    return "; ".join(parts)


def steps_of(suggestion: Suggestion) -> list[tuple[str, str]]:
    """What the importer wrote down, step by step; a step that saw several things comes several times."""
    why = suggestion.why if isinstance(suggestion.why, dict) else dict(suggestion.why or ())
    return [
        (str(step), str(each)) for step, seen in why.items() for each in (seen if isinstance(seen, list) else [seen])
    ]


def _found(how: str) -> str:
    """“it → name” is a word that points to what was found by name."""
    *pointers, last = how.split(" → ")
    through = "".join(f"through “{word}”, " for word in pointers)
    return f"{through}{_FOUND.get(last, f'by {last}')}"
