"""Tokens of links."""

from __future__ import annotations

from uuid import UUID, uuid4

from teaching_app.natives import tokens


def test_the_token_of_an_invitation_names_it() -> None:
    public_id = uuid4()
    assert tokens.invitation_in(tokens.of_invitation(public_id)) == public_id


def test_nobody_makes_a_token_without_the_key() -> None:
    public_id = UUID(int=7)
    signed = tokens.of_invitation(public_id)
    forged = tokens.of_invitation(uuid4()).replace(".", f".{public_id.hex}", 1)
    for token in ("", public_id.hex, signed[:-1], f"{UUID(int=8).hex}.x", forged):
        assert tokens.invitation_in(token) is None


def test_of_a_helpers_token_only_a_digest_is_told() -> None:
    token = tokens.new()
    assert len(token) >= 43  # 256 bits
    assert token not in tokens.digest(token)
    assert tokens.digest(token) == tokens.digest(token) != tokens.digest(tokens.new())
