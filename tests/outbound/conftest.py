"""No test of this room may leave the machine: connections and name look-ups beyond loopback fail loudly."""

import socket
from ipaddress import ip_address

import pytest


@pytest.fixture(autouse=True)
def stay_on_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def connect_to_loopback(self: socket.socket, address: tuple[str, int]) -> None:
        if not ip_address(address[0]).is_loopback:
            pytest.fail(f"a connection to {address} was tried")
        connect(self, address)

    def look_up_numbers(host: str, *rest: object, **options: object) -> object:
        ip_address(host)  # a name raises ValueError here, which no code under test expects
        return look_up(host, *rest, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", connect_to_loopback)
    monkeypatch.setattr(socket, "getaddrinfo", look_up_numbers)
