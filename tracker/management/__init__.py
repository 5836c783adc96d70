"""Commands that parse arguments and call one function. Floor 4."""
