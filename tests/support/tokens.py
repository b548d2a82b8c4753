"""Signing keys and tokens made by hand, so that every byte of them can be wrong."""

import base64
import hashlib
import hmac
import json
import time

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _number(number: int, length: int | None = None) -> str:
    return base64url(number.to_bytes(length or (number.bit_length() + 7) // 8, "big"))


class Key:
    """A key pair for one of "RS256", "ES256", "EdDSA"; 'bits' for RSA only."""

    def __init__(self, algorithm: str, identifier: str, bits: int = 2048):
        self.algorithm, self.identifier = algorithm, identifier
        if algorithm == "RS256":
            self._private = rsa.generate_private_key(public_exponent=65537, key_size=bits)
        elif algorithm == "ES256":
            self._private = ec.generate_private_key(ec.SECP256R1())
        else:
            self._private = ed25519.Ed25519PrivateKey.generate()

    def sign(self, data: bytes) -> bytes:
        if self.algorithm == "RS256":
            return self._private.sign(data, padding.PKCS1v15(), hashes.SHA256())
        if self.algorithm == "ES256":
            r, s = decode_dss_signature(self._private.sign(data, ec.ECDSA(hashes.SHA256())))
            return r.to_bytes(32, "big") + s.to_bytes(32, "big")
        return self._private.sign(data)

    def public_jwk(self) -> dict:
        named = {"kid": self.identifier, "use": "sig", "alg": self.algorithm}
        public = self._private.public_key()
        if self.algorithm == "RS256":
            numbers = public.public_numbers()
            return {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e), **named}
        if self.algorithm == "ES256":
            numbers = public.public_numbers()
            x, y = _number(numbers.x, 32), _number(numbers.y, 32)
            return {"kty": "EC", "crv": "P-256", "x": x, "y": y, **named}
        raw = public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
        return {"kty": "OKP", "crv": "Ed25519", "x": base64url(raw), **named}

    def private_jwk(self) -> dict:
        if self.algorithm == "RS256":
            numbers = self._private.private_numbers()
            return self.public_jwk() | {
                **{"d": _number(numbers.d), "p": _number(numbers.p), "q": _number(numbers.q)},
                **{"dp": _number(numbers.dmp1), "dq": _number(numbers.dmq1)},
                "qi": _number(numbers.iqmp),
            }
        if self.algorithm == "ES256":
            secret = self._private.private_numbers().private_value
            return self.public_jwk() | {"d": _number(secret, 32)}
        raw = self._private.private_bytes(
            serialization.Encoding.Raw,
            serialization.PrivateFormat.Raw,
            serialization.NoEncryption(),
        )
        return self.public_jwk() | {"d": base64url(raw)}

    def public_pem(self) -> bytes:
        return self._private.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )


def claims(issuer: str, audience, subject: str, now: float | None = None, **changes) -> dict:
    """Claims of an access token of ten minutes; a change to None leaves a claim out."""
    issued = int(now if now is not None else time.time())
    usual = {
        **{"iss": issuer, "aud": audience, "sub": subject, "client_id": "dashboard"},
        **{"iat": issued, "exp": issued + 600, "jti": "1", "roles": ["handlers"]},
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


def compact(header: dict | str, payload: dict | str, sign) -> str:
    """A token; 'header' and 'payload' as JSON text when their form is what is wrong."""
    parts = [part if isinstance(part, str) else json.dumps(part) for part in (header, payload)]
    signed = ".".join(base64url(part.encode()) for part in parts)
    return f"{signed}.{base64url(sign(signed.encode()))}"


def signed(key: Key, payload: dict | str, **header) -> str:
    usual = {"alg": key.algorithm, "typ": "at+jwt", "kid": key.identifier}
    named = {name: value for name, value in (usual | header).items() if value is not None}
    return compact(named, payload, key.sign)


def hmac_signed(secret: bytes, payload: dict, **header) -> str:
    named = {"alg": "HS256", "typ": "at+jwt"} | header
    return compact(named, payload, lambda data: hmac.new(secret, data, hashlib.sha256).digest())
