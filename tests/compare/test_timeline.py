"""The drawing of time: every claim has a place, and no mark hides another."""

from datetime import date

import pytest

from tests.compare.claims import held, hold
from tests.compare.statements import make_status
from tests.factories import make_proposal
from tracker.compare.chronology import list_entries
from tracker.compare.standing import read_standing
from tracker.compare.timeline import HIT_SIZE, WIDTH, Timeline, draw_timeline
from tracker.models.status import StatusChange

pytestmark = pytest.mark.django_db


def drawing() -> Timeline:
    standing = read_standing(StatusChange.objects.published(), [], date(2030, 12, 31))
    found = draw_timeline(list_entries(held()), [(make_proposal(), standing)])
    assert found is not None
    return found


def test_a_single_claim_is_not_worth_a_drawing() -> None:
    hold("Northland", "demands")
    assert draw_timeline(list_entries(held()), []) is None


def test_each_voice_has_a_lane_and_each_claim_a_mark_inside_the_drawing() -> None:
    hold("Northland", "demands", stated_on=date(2030, 5, 1))
    hold("Northland", "drops", stated_on=date(2031, 5, 1))
    hold("Marsh Front", "rejects", stated_on=date(2030, 11, 1))
    found = drawing()
    assert [(lane.name, len(lane.marks)) for lane in found.lanes] == [("Northland", 2), ("Marsh Front", 1)]
    places = [mark for lane in found.lanes for mark in lane.marks]
    assert all(0 < mark.x < WIDTH and found.top < mark.y < found.bottom for mark in places)


def test_claims_of_one_day_are_stacked() -> None:
    for stance in ("accepts", "rejects", "denies"):
        hold("Northland", stance, stated_on=date(2030, 5, 1))
    hold("Northland", "open", stated_on=date(2031, 5, 1))
    marks = drawing().lanes[0].marks
    pairs = [(one, other) for one in marks for other in marks if one is not other]
    assert all(abs(one.x - other.x) >= HIT_SIZE or abs(one.y - other.y) >= HIT_SIZE for one, other in pairs)


def test_a_proposal_that_stands_is_open_and_one_that_ended_is_not() -> None:
    hold("Northland", "demands", stated_on=date(2030, 5, 1))
    hold("Northland", "drops", stated_on=date(2030, 8, 1))
    make_status("tabled", effective_on=date(2030, 5, 4))
    assert [stretch.is_open for stretch in drawing().stretches] == [True]
    make_status("withdrawn", effective_on=date(2030, 6, 4))
    assert [stretch.is_open for stretch in drawing().stretches] == [False]


def test_a_proposal_that_ended_in_some_month_ends_after_it_began() -> None:
    hold("Northland", "demands", stated_on=date(2030, 5, 1))
    hold("Northland", "drops", stated_on=date(2030, 8, 1))
    make_status("tabled", effective_on=date(2030, 5, 4))
    make_status("collapsed", effective_on=date(2030, 5, 1), effective_precision="month")
    (whole_month,) = drawing().stretches
    make_status("collapsed", effective_on=date(2030, 5, 31))
    (to_its_last_day,) = drawing().stretches
    assert whole_month.width == to_its_last_day.width


def test_a_proposal_outside_the_days_drawn_is_left_out() -> None:
    hold("Northland", "demands", stated_on=date(2030, 5, 1))
    hold("Northland", "drops", stated_on=date(2030, 8, 1))
    make_status("tabled", effective_on=date(2029, 1, 1))
    make_status("rejected", effective_on=date(2029, 2, 1))
    assert not drawing().stretches


def test_the_axis_names_its_first_and_last_day() -> None:
    hold("Northland", "demands", stated_on=date(2030, 5, 1))
    hold("Northland", "drops", stated_on=date(2030, 8, 15))
    assert [tick.label for tick in drawing().ticks] == ["1 May 2030", "Jun 2030", "Jul 2030", "Aug 2030", "15 Aug 2030"]
