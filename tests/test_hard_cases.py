"""What makes this record hard, walked through the model and found on the pages afterwards."""

import html
import re

from django.conf import settings
from django.test import Client, TestCase
from django.utils.html import strip_tags

from tracker.models.condition import Condition, ConditionQuerySet
from tracker.transfer.seeds import load_seeds


def words_of(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", html.unescape(strip_tags(answer.content.decode()))).replace("\u2060", "")


class HardCases(TestCase):
    """A class, so that the seeds are loaded once for all of them."""

    @classmethod
    def setUpTestData(cls) -> None:
        load_seeds(settings.BASE_DIR / "seeds")

    @property
    def live(self) -> ConditionQuerySet:
        return Condition.objects.published()

    def test_a_conditional_acceptance_names_the_term_it_depends_on(self) -> None:
        condition = self.live.filter(stance="accepts-reserved", depends_on__isnull=False).first()
        needed = condition.depends_on.first()
        assert needed.term != condition.term
        page = words_of(condition.get_absolute_url())
        assert "accepts with reservations" in page
        assert condition.qualifier.rstrip(".") in page
        assert needed.summary in page

    def test_what_a_party_had_previously_wanted_is_shown_as_earlier_and_never_as_current(self) -> None:
        condition = self.live.filter(tense="earlier", proposal__isnull=False).first()
        assert "earlier" in words_of(condition.get_absolute_url())
        assert "earlier" in words_of(condition.proposal.get_absolute_url())

    def test_no_sane_person_comes_with_the_sentence_before_it(self) -> None:
        condition = self.live.get(person__slug="nabih-berri", term__slug="enforcement", stance="rejects")
        evidence, context = condition.citations.get(role="evidence"), condition.citations.get(role="context")
        page = words_of(condition.get_absolute_url())
        assert "No sane person" in evidence.quote
        assert evidence.quote in page
        assert context.quote in page

    def test_who_has_not_objected_is_silent_by_the_outlets_own_inference(self) -> None:
        condition = self.live.filter(stance="silent", directness="media-inference").first()
        page = words_of(condition.get_absolute_url())
        assert "silent" in page
        assert "inference" in page

    def test_an_answer_that_is_none_yet_says_what_makes_it_so(self) -> None:
        condition = self.live.filter(stance="under-review").exclude(qualifier="").first()
        page = words_of(condition.get_absolute_url())
        assert "review" in page
        assert condition.qualifier.rstrip(".") in page

    def test_a_dropped_demand_names_the_demand(self) -> None:
        condition = self.live.get(stance="drops", answers__isnull=False, party__slug="hezbollah", term__slug="linkage")
        page = words_of(condition.get_absolute_url())
        assert "drops" in page
        assert condition.answers.summary in page

    def test_joint_sponsors_are_derived_from_their_positions(self) -> None:
        page = words_of("/proposals/us-france-21-day/")
        sponsors = self.live.filter(proposal__slug="us-france-21-day", term__slug="overall", stance="proposes")
        names = {condition.party.name for condition in sponsors}
        assert {"United States", "France"} <= names
        assert "Proposed by" in page
        assert all(name in page for name in ("United States", "France"))

    def test_a_minister_against_his_cabinet_is_shown_and_never_counted(self) -> None:
        condition = self.live.get(speaks_for_party=False, person__slug="bezalel-smotrich")
        page = words_of(condition.get_absolute_url())
        assert "Bezalel Smotrich" in page
        assert "not speaking for Israel" in page

    def test_a_clause_a_text_is_said_not_to_contain_is_an_absence_never_a_value(self) -> None:
        condition = self.live.filter(is_included=False, term__slug="monitoring").first()
        assert "does not contain monitoring" in words_of(condition.get_absolute_url())
        page = words_of(condition.proposal.get_absolute_url())
        assert "said not to be in the text" in page.lower()

    def test_one_article_bears_on_two_conflicts(self) -> None:
        article = {}
        for condition in self.live.prefetch_related("citations__snapshot"):
            for citation in condition.citations.all():
                article.setdefault(citation.snapshot.article_id, set()).add(condition.conflict_id)
        assert any(len(conflicts) == 2 for conflicts in article.values())

    def test_two_outlets_that_contradict_each_other_are_both_shown(self) -> None:
        page = words_of("/proposals/us-france-21-day/")
        assert "contested" in page.lower()
        for stance in ("accepts", "rejects", "denies"):
            condition = self.live.get(
                proposal__slug="us-france-21-day", party__slug="israel", term__slug="overall", stance=stance,
                speaks_for_party=True,
            )  # fmt: skip
            assert condition.citations.filter(role="evidence").first().quote in page
        assert "Sample Wire" in page
        assert "Sample Desk" in page
