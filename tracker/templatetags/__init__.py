"""How a value looks in HTML. Floor 4."""
