"""The ceasefire-terms tracker: project and single app at once, in five floors.

    wiring      settings urls wsgi apps checks                      5
    faces       admin reader feeds api management templatetags      4
    transfer    whole records in and out                            3
    steps       importer review compare                             2
    ground      models extract outbound                             1

Imports go down a floor, never up, never sideways. An article travels
outbound → importer → extract → suggestion → review → record → compare → reader and feeds.
"""
