"""The character set of a page: mark, then header, then markup, then UTF-8."""

import codecs

import pytest

from tracker.outbound.charset import decode_body

META_CP1251 = '<meta charset="windows-1251"><p>Слово</p>'


@pytest.mark.parametrize(
    ("body", "header", "charset"),
    [
        (META_CP1251.encode("cp1251"), None, "cp1251"),
        (META_CP1251.encode(), "utf-8", "utf-8"),
        (codecs.BOM_UTF8 + META_CP1251.encode(), "windows-1251", "utf-8"),
        (codecs.BOM_UTF16_LE + META_CP1251.encode("utf-16-le"), None, "utf-16-le"),
        (META_CP1251.encode("cp1251"), "no-such-set", "cp1251"),
        (META_CP1251.replace("windows-1251", "utf-16").encode(), None, "utf-8"),
    ],
)
def test_stated_character_set_is_used_in_its_order(body: bytes, header: str | None, charset: str) -> None:
    text, used = decode_body(body, header=header)
    assert used == charset
    assert text.endswith("<p>Слово</p>")
    assert not text.startswith("\ufeff")


def test_declaration_of_old_html_and_of_xml_is_read() -> None:
    old = b'<META http-equiv=Content-Type content="text/html; charset=iso-8859-2">\xb1'
    assert decode_body(old)[0].endswith("ą")
    assert decode_body(b'<?xml version="1.0" encoding="koi8-r"?>\xc1')[0].endswith("а")


def test_latin_label_means_the_windows_set_with_its_quotes() -> None:
    assert decode_body(b"\x93quoted\x94", header="ISO-8859-1") == ("“quoted”", "cp1252")


@pytest.mark.parametrize("label", ["unicode_escape", "utf-7", "punycode", "hex", "rot13", "idna", "a\0b"])
def test_codec_that_is_no_character_set_is_not_used(label: str) -> None:
    assert decode_body(b"\\u0041+AEE-", header=label) == ("\\u0041+AEE-", "utf-8")


def test_bytes_that_do_not_fit_are_marked_and_nothing_is_raised() -> None:
    assert decode_body(b"caf\xe9 closed") == ("caf\ufffd closed", "utf-8")
