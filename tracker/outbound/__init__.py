"""Fetches one public web page safely: the only room that opens a socket. Floor 1, imports nothing else of tracker.

`client.fetch_page` is the way in; it answers with a `Page` or raises `FetchRefused`, whose reason an editor can read.
"""
