"""How the weights of the trained part are made: never imported by the reading itself.

`examples` (with spaCy, in the project's environment) turns labelled texts into windows; `network`, `batches`, `fit`
and `export` (with torch, in an environment of their own) learn from these and write the folder `data/model/`.
"""
