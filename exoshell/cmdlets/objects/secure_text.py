"""Secure strings as text: AES with a key, or the plain hexadecimal form used where the system offers no protection of its own."""

from __future__ import annotations

from exoshell.values.errors import PowerShellError, ps_error

HEADER = "76492d1116743f0423413b16050a5345"


def encrypt(text: str, key: bytes) -> str:
    """The portable form of a text under an AES key of 16, 24 or 32 bytes."""
    import base64
    import os

    from cryptography.hazmat.primitives import padding
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    vector = os.urandom(16)
    padder = padding.PKCS7(128).padder()
    data = padder.update(text.encode("utf-16-le")) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    cipher = (encryptor.update(data) + encryptor.finalize()).hex()
    inner = f"2|{base64.b64encode(vector).decode()}|{cipher}"
    return HEADER + base64.b64encode(inner.encode("utf-16-le")).decode()


def decrypt(form: str, key: bytes) -> str:
    """The text of a portable form; ValueError where it is none or the key is wrong."""
    import base64

    from cryptography.hazmat.primitives import padding
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    if not form.startswith(HEADER):
        raise ValueError("the header is missing")
    version, vector, cipher = base64.b64decode(form[len(HEADER) :]).decode("utf-16-le").split("|")
    if version != "2":
        raise ValueError("unknown version")
    decryptor = Cipher(algorithms.AES(key), modes.CBC(base64.b64decode(vector))).decryptor()
    data = decryptor.update(bytes.fromhex(cipher)) + decryptor.finalize()
    unpadder = padding.PKCS7(128).unpadder()
    return (unpadder.update(data) + unpadder.finalize()).decode("utf-16-le")


def check_key(key: bytes) -> bytes:
    """The key itself where its length is right."""
    if len(key) not in (16, 24, 32):
        raise secure_error(
            "ImportSecureString_InvalidArgument",
            "The specified key is not valid. Verify that the key length is 16, 24, or 32 bytes.",
        )
    return key


def secure_error(error_id: str, message: str) -> PowerShellError:
    return ps_error(
        error_id,
        message,
        exception="System.Management.Automation.PSArgumentException",
        category="InvalidArgument",
    )
