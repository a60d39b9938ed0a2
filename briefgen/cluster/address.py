"""Where the scheduler of a cluster is."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["checked_address"]

_SCHEMES = ("tcp", "tls", "ws", "wss")


def checked_address(text: str) -> str:
    """Return the address of a scheduler as it was given, if it can be one.

    Raises: ValueError that says what is wrong with it.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"`{text}` is no address: {error}") from error
    if parts.scheme not in _SCHEMES or not text.startswith(f"{parts.scheme}://"):
        named = ", ".join(f"{scheme}://" for scheme in _SCHEMES)
        raise ValueError(f"`{text}` does not begin with one of {named}")
    if not parts.hostname or parts.hostname != parts.hostname.strip() or " " in parts.hostname:
        raise ValueError(f"`{text}` names no machine")
    if not port:
        raise ValueError(f"`{text}` names no port; that of a scheduler is 8786 if no other was set")
    if parts.username is not None or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError(f"`{text}` has more in it than a machine and a port")
    return text
