"""The editors' desk: review queue, article and record screens. Floor 4; it writes through `review` and `importer`."""
