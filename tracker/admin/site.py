"""The desk's admin site."""

from django.contrib.admin import AdminSite


class DeskSite(AdminSite):
    """Django's admin under the tracker's name."""

    site_header = "Ceasefire terms: the desk"
    site_title = "Ceasefire terms"
    index_title = "The desk"
