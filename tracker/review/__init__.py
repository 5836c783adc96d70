"""The verbs that publish, and the only code that creates or retires a published record. Floor 2.

Each verb is one transaction under the ledger lock and writes its `Change` in it. Each answers with an `Outcome`:
done, already done, refused or needs confirmation, with a reason in words.
"""
