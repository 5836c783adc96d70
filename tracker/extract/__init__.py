"""Reading room, floor 1: pure functions from a text to candidates; spaCy lives only here and Django never.

`reading.read_text` is the door. `language` leaves alone what is not English, `sentences` prepares the text, `pipeline`
parses it and marks actors, terms and stance cues from the word lists in `data/`, `actors`, `reference` and `speech` say
who is meant and who speaks, `frames` ties a stance to a term and its holder (`restrictions`, `reservations`, `goals`,
`relatives` and `wholes` know what turns or stands in for a plain yes or no), `provisions` finds what a text contains,
`values`, `dates` and `linking` fill in the rest, `ranking` scores and thins.
"""
