"""Where a proposal stands: latest status, contested status, the clock, the rail, who is for it."""

from datetime import date

import pytest

from tests.compare.claims import held, hold, provide, whole
from tests.compare.statements import make_status
from tests.factories import make_party, make_term
from tracker.compare.cell import build_cell
from tracker.compare.standing import Standing, read_backing, read_standing
from tracker.models.status import Status, StatusChange

pytestmark = pytest.mark.django_db

MAY = date(2030, 5, 4)


def standing(day: date = MAY) -> Standing:
    return read_standing(StatusChange.objects.published(), held(), day)


def last(amount: int, unit: str = "days", **fields: object) -> None:
    provide(
        f"{amount} {unit}", term=make_term("duration"), value=f"{amount} {unit}", amount=amount, unit=unit, **fields
    )


def test_without_a_status_nothing_is_claimed() -> None:
    assert standing().word == "No status recorded"
    assert standing().steps == ("",) * 6


def test_the_latest_effective_day_counts_whatever_was_recorded_last() -> None:
    make_status("announced", effective_on=date(2030, 5, 3))
    make_status("floated", effective_on=date(2030, 4, 1))
    assert standing().status == Status.ANNOUNCED
    assert standing().steps == ("on", "on", "on", "on", "on", "")


def test_two_stations_on_one_day_are_contested_and_both_named() -> None:
    make_status("agreed-in-principle")
    make_status("rejected")
    found = standing()
    assert found.is_contested
    assert found.word == "Contested: agreed in principle or rejected"
    assert "stop" not in found.steps


def test_what_is_said_to_come_does_not_hold_yet_and_is_kept_apart() -> None:
    make_status("announced", effective_on=date(2030, 5, 15))
    ahead = make_status("in-force", effective_on=date(2030, 5, 19))
    before = standing(date(2030, 5, 16))
    assert (before.status, before.steps[-1]) == (Status.ANNOUNCED, "")
    assert before.ahead == (ahead,)
    on_the_day = standing(date(2030, 5, 19))
    assert (on_the_day.status, on_the_day.ahead) == (Status.IN_FORCE, ())


def test_with_nothing_but_a_status_ahead_it_has_none_yet() -> None:
    make_status("in-force", effective_on=date(2030, 5, 19))
    assert standing().word == "No status yet"


def test_a_month_counts_only_once_it_is_over() -> None:
    make_status("collapsed", effective_on=date(2030, 5, 1), effective_precision="month")
    assert standing(date(2030, 5, 30)).status is None
    assert standing(date(2030, 5, 31)).status == Status.COLLAPSED


def test_a_month_comes_after_the_days_within_it() -> None:
    make_status("collapsed", effective_on=date(2030, 5, 1), effective_precision="month")
    make_status("suspended", effective_on=date(2030, 5, 9))
    found = standing(date(2030, 6, 1))
    assert (found.status, found.is_contested) == (Status.COLLAPSED, False)


def test_a_second_source_for_one_side_leaves_the_contest() -> None:
    make_status("in-force", stated_on=date(2030, 5, 1))
    make_status("collapsed", stated_on=date(2030, 5, 2))
    make_status("collapsed", stated_on=date(2030, 5, 3))
    found = standing()
    assert found.word == "Contested: in force or collapsed"
    assert len(found.rivals) == 3


def test_tabled_and_discussed_on_one_day_do_not_disagree() -> None:
    make_status("under-discussion")
    make_status("tabled")
    assert standing().status == Status.UNDER_DISCUSSION
    assert not standing().is_contested


def test_a_refused_proposal_stops_where_it_got() -> None:
    make_status("tabled", effective_on=date(2030, 5, 1))
    make_status("rejected", effective_on=date(2030, 5, 2))
    assert standing().steps == ("on", "on", "stop", "cut", "cut", "cut")
    assert standing().is_ended


def test_a_truce_in_force_expires_by_the_clock_the_day_after_its_last() -> None:
    make_status("in-force", effective_on=MAY)
    last(21)
    assert standing(date(2030, 5, 25)).status == Status.IN_FORCE
    expired = standing(date(2030, 5, 26))
    assert expired.status == Status.EXPIRED
    assert expired.expired_on == date(2030, 5, 25)
    assert expired.steps[-1] == "stop"


@pytest.mark.parametrize(
    ("amount", "unit", "end"), [(3, "weeks", (5, 25)), (2, "months", (7, 4)), (1, "month", (6, 4))]
)
def test_lengths_may_be_told_in_weeks_or_months(amount: int, unit: str, end: tuple[int, int]) -> None:
    make_status("in-force", effective_on=MAY)
    last(amount, unit)
    assert standing(date(2031, 5, 4)).expired_on == date(2030, *end)


def test_two_tales_of_its_length_leave_the_clock_alone() -> None:
    make_status("in-force", effective_on=MAY)
    last(21)
    last(60)
    assert standing(date(2031, 1, 1)).status == Status.IN_FORCE


def test_a_length_said_not_to_be_in_the_text_starts_no_clock() -> None:
    make_status("in-force", effective_on=MAY)
    last(21, is_included=False)
    assert standing(date(2031, 1, 1)).status == Status.IN_FORCE


def test_an_extended_truce_does_not_expire_on_its_first_length() -> None:
    make_status("in-force", effective_on=MAY)
    make_status("extended", effective_on=date(2030, 5, 20))
    last(21)
    assert standing(date(2030, 6, 20)).status == Status.EXTENDED


def test_sponsors_and_answers_are_derived_from_positions_on_the_whole() -> None:
    hold("Lakeside", "proposes", **whole())
    hold("Northland", "accepts", **whole())
    hold("Marsh Front", "rejects", **whole())
    hold("Aland", "accepts", speaks_for_party=False, **whole())
    hold("Bland", "accepts", **whole())
    hold("Bland", "rejects", **whole())
    backing = read_backing(build_cell(held()))
    assert [party.name for party in backing.sponsors] == ["Lakeside"]
    assert [party.name for party in backing.accepted_by] == ["Northland"]
    assert [party.name for party in backing.rejected_by] == ["Marsh Front"]
    assert backing.contested == (make_party("Bland"),)
