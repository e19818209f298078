"""Entries of the audit log as lines of JSON, with all that is needed to verify them where there is no database."""

from datetime import datetime
from uuid import UUID

import msgspec

from voicetodo.kit.audit.actor import Role
from voicetodo.kit.audit.audited import Result
from voicetodo.modules.admin.model.chain import Entry, Link, Origin
from voicetodo.modules.admin.model.part import Witness


class Line(msgspec.Struct, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Digests, hashes and salts are in hexadecimal. A line without a salt has no origin, or none any more.

    `before` has only what stands beyond the end of a part: the hash of an entry that is not in the file.
    """

    seq: int
    event_id: UUID
    at: datetime
    action: str
    result: Result
    role: Role
    actor_id: UUID | None = None
    credential_id: UUID | None = None
    object_kind: str
    object_id: str | None = None
    owner_id: UUID | None = None
    facts: dict[str, str]
    address: str | None = None
    user_agent: str | None = None
    request_id: str | None = None
    salt: str | None = None
    origin_digest: str | None = None
    hash: str
    before: str | None = None


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Line)


def written(link: Link) -> bytes:
    return _encoder.encode(_line(link))


def written_beyond(witness: Witness) -> bytes:
    line = _line(witness.link)
    line.before = witness.before.hex()
    return _encoder.encode(line)


def _line(link: Link) -> Line:
    fields = {name: getattr(link.entry, name) for name in Entry.__struct_fields__ if name != "origin_digest"}
    digest, origin = link.entry.origin_digest, link.origin
    line = Line(**fields, origin_digest=digest.hex() if digest else None, hash=link.hash.hex())
    if origin is not None:
        line.salt = origin.salt.hex()
        line.address, line.user_agent, line.request_id = origin.address, origin.user_agent, origin.request_id
    return line


def read(text: bytes | str) -> Link | Witness:
    """Raises ValueError for a line that is none of ours."""
    try:
        line = _decoder.decode(text)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
    fields = {name: getattr(line, name) for name in Entry.__struct_fields__ if name != "origin_digest"}
    digest = bytes.fromhex(line.origin_digest) if line.origin_digest is not None else None
    origin = None
    if line.salt is not None:
        origin = Origin(
            salt=bytes.fromhex(line.salt),
            address=line.address or "",
            user_agent=line.user_agent or "",
            request_id=line.request_id,
        )
    link = Link(Entry(**fields, origin_digest=digest), bytes.fromhex(line.hash), origin)
    return link if line.before is None else Witness(link, bytes.fromhex(line.before))
