"""The slugs of the codebook in the order in which the trained part counts them."""

TERMS = (
    "overall", "cessation", "duration", "phasing", "linkage", "legal-basis", "adoption", "further-talks", "withdrawal",
    "buffer-zone", "army-deployment", "peacekeepers", "airspace", "disarmament", "rearmament", "monitoring",
    "complaints", "enforcement", "guarantees", "side-letter", "detainees", "aid", "displaced", "civilians", "border",
    "governance", "reconstruction", "sanctions", "justice",
)  # fmt: skip
STANCES = (
    "proposes", "demands", "offers", "accepts", "accepts-reserved", "open", "under-review", "silent", "rejects",
    "drops", "denies",
)  # fmt: skip
