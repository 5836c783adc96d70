"""The twenty-five readings that mislead a reader of keywords, each in synthetic wording and with invented people."""

import pytest

from tests.extract.readings import positions, read

type Position = tuple[str, str, str]

# number, text, positions that must be found, positions that must not be; None in a ban means any
CASES: list[tuple[int, str, set[Position], set[tuple[str, str | None, str | None]]]] = [
    (
        1,
        "Hamas said it would not accept any truce that did not include a full withdrawal.",
        {("Hamas", "withdrawal", "demands")},
        {("Hamas", "withdrawal", "rejects")},
    ),
    (2, "Lebanon did not reject the proposal.", {("Lebanon", "overall", "open")}, {("Lebanon", "overall", "rejects")}),
    (
        3,
        "Hamas denied that it had rejected the ceasefire proposal.",
        {("Hamas", "overall", "denies")},
        {("Hamas", "overall", "rejects")},
    ),
    (4, "Lebanon accused Israel of rejecting the truce.", set(), {("Israel", None, None)}),
    (
        5,
        "Hezbollah would have accepted the deal had the text named a date.",
        set(),
        {("Hezbollah", "overall", "accepts")},
    ),
    (
        6,
        "Israel says it will stop its offensive only after Hezbollah is disarmed.",
        {("Israel", "disarmament", "demands")},
        set(),
    ),
    (
        7,
        "Lebanon supports the ceasefire plan, but Hezbollah opposes the plan.",
        {("Lebanon", "overall", "proposes"), ("Hezbollah", "overall", "rejects")},
        set(),
    ),
    (
        8,
        "Neither Russia nor Ukraine accepts the truce.",
        {("Russia", "overall", "rejects"), ("Ukraine", "overall", "rejects")},
        {("Russia", "overall", "accepts")},
    ),
    (
        9,
        "Hezbollah no longer demands a ceasefire in Gaza first.",
        {("Hezbollah", "linkage", "drops")},
        {("Hezbollah", "linkage", "demands")},
    ),
    (
        10,
        "Hamas agreed to drop its demand for a permanent ceasefire.",
        {("Hamas", "further-talks", "drops")},
        {("Hamas", "further-talks", "demands")},
    ),
    (
        11,
        "Lebanon will accept nothing short of a full withdrawal.",
        {("Lebanon", "withdrawal", "demands")},
        {("Lebanon", "withdrawal", "rejects")},
    ),
    (
        12,
        "Israel insists on keeping its troops in the southern zone.",
        {("Israel", "withdrawal", "rejects")},
        {("Israel", "withdrawal", "demands")},
    ),
    (
        13,
        "Israel will not withdraw before Hezbollah disarms.",
        {("Israel", "withdrawal", "rejects"), ("Israel", "disarmament", "demands")},
        set(),
    ),
    (
        14,
        "The proposal, which Israel rejected but Hezbollah accepted, calls for the release of prisoners.",
        {("Israel", "overall", "rejects"), ("Hezbollah", "overall", "accepts")},
        set(),
    ),
    (
        15,
        "France asked Israel to accept the truce and Lebanon to deploy its army in the south.",
        {("France", "army-deployment", "demands")},
        {("Israel", "overall", "accepts")},
    ),
    (
        16,
        "Israel wants to keep the right to strike. "
        '"No sensible person could agree to such a condition," Hezbollah lawmaker Karim Example said.',
        {("Hezbollah", "enforcement", "rejects")},
        {("Hezbollah", "enforcement", "accepts")},
    ),
    (
        17,
        "Hezbollah has not objected to the draft agreement.",
        {("Hezbollah", "overall", "silent")},
        {("Hezbollah", "overall", "rejects")},
    ),
    (
        18,
        "Israel has defied appeals, including from France and Egypt, for a truce.",
        {("Israel", "cessation", "rejects"), ("France", "cessation", "demands")},
        set(),
    ),
    (
        19,
        "Israel will not stop its offensive until all its goals are met, "
        "including the return of the hostages and the disarmament of Hamas.",
        {("Israel", "cessation", "rejects"), ("Israel", "detainees", "demands"), ("Israel", "disarmament", "demands")},
        set(),
    ),
    (20, '"We will not beg," the Hezbollah leader said.', set(), {("Hezbollah", None, None)}),
    (
        21,
        "Hamas, which rejected a truce last month, now says it accepts the proposal.",
        {("Hamas", "overall", "accepts")},
        set(),
    ),
    (
        22,
        "If Israel accepts the deal, Hezbollah will withdraw its fighters.",
        set(),
        {("Israel", "overall", "accepts")},
    ),
    (
        23,
        "Ukraine wants the truce to last 21 days.",
        {("Ukraine", "duration", "demands")},
        {("Ukraine", "overall", None), ("Ukraine", "cessation", None)},
    ),
    (
        24,
        "Israel said a ceasefire without the hostages is unacceptable.",
        {("Israel", "detainees", "demands")},
        {("Israel", "detainees", "rejects")},
    ),
    (
        25,
        "Opposition leader Dana Example said the Israeli government should accept the deal.",
        set(),
        {("Israel", "overall", "accepts"), ("Israel", "overall", "demands"), ("Israel", "overall", "proposes")},
    ),
]

# A reading the room does not manage yet, and why. Take a number off when it passes: the mark is strict.
KNOWN_GAPS: dict[int, str] = {
    14: "the parser hangs a second, coordinated relative clause on the wrong verb; its object is not followed back",
}


def mark(case: tuple[int, str, set[Position], set[tuple[str, str | None, str | None]]]) -> object:
    """The case as a parameter, marked as a strict gap when it is listed as one."""
    number = case[0]
    marks = [pytest.mark.xfail(reason=KNOWN_GAPS[number], strict=True)] if number in KNOWN_GAPS else []
    return pytest.param(*case[1:], id=f"case {number}", marks=marks)


@pytest.mark.parametrize(("text", "wanted", "banned"), [mark(case) for case in CASES])
def test_hard_case_is_read_as_an_editor_would(
    text: str, wanted: set[Position], banned: set[tuple[str, str | None, str | None]]
) -> None:
    found = positions(text)
    assert wanted <= found
    for party, term, stance in banned:
        assert not [row for row in found if row[0] == party and term in (None, row[1]) and stance in (None, row[2])]


def test_every_known_gap_names_a_case() -> None:
    assert set(KNOWN_GAPS) <= {case[0] for case in CASES}


def test_conditional_withdrawal_says_nothing_for_the_other_side() -> None:
    assert all(item.party != "Israel" for item in read(CASES[21][1]))
