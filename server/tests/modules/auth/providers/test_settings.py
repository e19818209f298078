"""What the operator writes of providers; what makes no sense refuses to start, with a sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from voicetodo.kit.settings import SettingsError
from voicetodo.modules.auth.model.providers import read_providers

ACME = {"id": "acme", "name": "Acme", "issuer": "https://id.acme.example/realm", "client_id": "todo"}


def text(*described: dict[str, Any]) -> str:
    return json.dumps(list(described))


def test_nothing_is_written_of_none() -> None:
    assert read_providers("") == read_providers(" ") == read_providers("[]") == {}


def test_they_are_shown_as_they_are_written() -> None:
    found = read_providers(text({**ACME, "id": "b", "name": "B"}, ACME))

    assert list(found) == ["b", "acme"]
    assert found["acme"].scopes == ("openid", "email", "profile")
    assert found["acme"].trusted == {"id.acme.example"}
    assert found["acme"].may_register


def test_the_secret_may_stand_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret\n")

    found = read_providers(text({**ACME, "client_secret_file": str(tmp_path / "secret")}))

    assert found["acme"].client_secret == "s3cret"


def test_domains_are_compared_without_case() -> None:
    acme = read_providers(text({**ACME, "domains": ["Acme.Example"]}))["acme"]

    assert acme.takes("alice@ACME.example")
    assert not acme.takes("alice@evil-acme.example")
    assert not acme.takes("acme.example")
    assert not acme.takes("")


@pytest.mark.parametrize("issuer", ["http://localhost:8080/realms/a", "http://127.0.0.1:1", "http://[::1]:1"])
def test_on_this_very_machine_it_needs_no_certificate(issuer: str) -> None:
    assert read_providers(text({**ACME, "issuer": issuer}))


@pytest.mark.parametrize(
    "described",
    [
        {"id": "Acme"},
        {"id": "a/b"},
        {"id": ""},
        {"name": ""},
        {"name": "A\ncme"},
        {"client_id": ""},
        {"issuer": "http://id.acme.example"},
        {"issuer": "id.acme.example"},
        {"issuer": "https://alice@id.acme.example"},
        {"issuer": "https://id.acme.example?tenant=1"},
        {"issuer": "https://id.acme.example/#top"},
        {"scopes": ["email"]},
        {"scopes": ["openid", "a b"]},
        {"algorithms": []},
        {"algorithms": ["none"]},
        {"algorithms": ["HS256"]},
        {"client_secret_file": "/nowhere/at/all"},
        {"client_secret": "a", "client_secret_file": "/etc/hostname"},
        {"unknown": True},
    ],
    ids=str,
)
def test_what_makes_no_sense_is_told(described: dict[str, Any]) -> None:
    with pytest.raises(SettingsError, match="VOICETODO_SIGN_IN_PROVIDERS"):
        read_providers(text({**ACME, **described}))


@pytest.mark.parametrize("written", ["{}", "[", "acme", '[{"id": "acme"}]', text(ACME, ACME)])
def test_what_is_no_list_of_them_is_told(written: str) -> None:
    with pytest.raises(SettingsError, match="VOICETODO_SIGN_IN_PROVIDERS"):
        read_providers(written)


def test_no_secret_is_told_with_a_mistake() -> None:
    with pytest.raises(SettingsError) as raised:
        read_providers(text({**ACME, "client_secret": "s3cret", "scopes": ["email"]}))

    assert "s3cret" not in str(raised.value)
    assert "s3cret" not in repr(read_providers(text({**ACME, "client_secret": "s3cret"})))
