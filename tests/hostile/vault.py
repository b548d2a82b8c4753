"""Opens what was sealed, without the service: with libsodium, the key ring and a backup.

Written apart from common/seal, so that what does not open here is not only hidden.
"""

import ctypes
import ctypes.util
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

SODIUM = ctypes.CDLL(ctypes.util.find_library("sodium"))
NONCE, TAG, BLOCK = 24, 16, 64
SEALED = """
select 'case_file|sealed_content|' || id || '|', sealed_content from case_file where reference = %(ref)s
 union all
select 'case_file|sealed_customer|' || id || '|', sealed_customer from case_file where reference = %(ref)s
 union all
select 'case_event|sealed|' || id || '|' || seq, sealed
  from case_event join case_file on id = case_id where reference = %(ref)s
"""
KEY = """
select file.organisation_id, file.id, kek_epoch, wrapped
  from case_key join case_file as file on file.id = case_id where reference = %s
"""


def _decrypt(key: bytes, nonce: bytes, sealed: bytes, bound_to: bytes) -> bytes | None:
    opened = ctypes.create_string_buffer(max(len(sealed) - TAG, 1))
    length = ctypes.c_ulonglong()
    failed = SODIUM.crypto_aead_xchacha20poly1305_ietf_decrypt(
        *(opened, ctypes.byref(length), None, sealed, ctypes.c_ulonglong(len(sealed))),
        *(bound_to, ctypes.c_ulonglong(len(bound_to)), nonce, key),
    )
    return None if failed else opened.raw[: length.value]


def read_ring(file: Path) -> dict[str, bytes]:
    """Its keys by name; "kek 1" is that of the first epoch."""
    lines = (line.split() for line in file.read_text().splitlines()[1:])
    return {" ".join(words[:-1]): bytes.fromhex(words[-1]) for words in lines if words}


@dataclass(frozen=True)
class Backup:
    """All that the database held of one case, as a backup would have it."""

    organisation: UUID
    case: UUID
    epoch: int
    wrapped: bytes
    sealed: dict[str, bytes] = field(repr=False)  # by place

    @classmethod
    def of(cls, database, reference: str) -> "Backup":
        organisation, case, epoch, wrapped = database.execute(KEY, [reference]).fetchone()
        rows = database.execute(SEALED, {"ref": reference}).fetchall()
        sealed = {f"{place}|v1": bytes(there) for place, there in rows if there is not None}
        return cls(organisation, case, epoch, bytes(wrapped), sealed)

    def key(self, kek: bytes) -> bytes | None:
        """The key of the case, unwrapped."""
        bound_to = self.organisation.bytes + self.case.bytes + self.epoch.to_bytes(4, "big")
        return _decrypt(kek, self.wrapped[:NONCE], self.wrapped[NONCE:], bound_to)

    def open(self, key: bytes) -> dict[str, bytes]:
        """What of it this key opens."""
        found = {}
        for place, sealed in self.sealed.items():
            text = _decrypt(key, sealed[1 : 1 + NONCE], sealed[1 + NONCE :], place.encode())
            if text is not None:
                found[place] = text.rstrip(b"\0").removesuffix(b"\x80")
        return found
