"""Routes of the public pages."""

from django.urls import path

from tracker.reader import about, changes, comparison, conditions, home, parties, proposals, terms

urlpatterns = [
    path("", home.show_home, name="home"),
    path("proposals/", proposals.list_proposals, name="proposals"),
    path("proposals/<slug:slug>/", proposals.show_proposal, name="proposal"),
    path("compare/", comparison.compare_proposals, name="compare"),
    path("parties/", parties.list_parties, name="parties"),
    path("parties/<slug:slug>/", parties.show_party, name="party"),
    path("terms/", terms.list_terms, name="terms"),
    path("terms/<slug:slug>/", terms.show_term, name="term"),
    path("c/<int:condition_id>/", conditions.show_condition, name="condition"),
    path("changes/", changes.list_changes, name="changes"),
    path("changes/<int:change_id>/", changes.show_change, name="change"),
    path("about/", about.show_about, name="about"),
]
