"""A store behind any URL that fsspec knows: a folder on a server, a bucket."""

from __future__ import annotations

import contextlib
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from briefgen.cache.store import sealed, unsealed
from briefgen.errors import ToolMissingError, UsageError

__all__ = ["UrlStore", "shown_url"]


class UrlStore:
    """A store on a file system of fsspec. What goes wrong there costs its entries and no more."""

    def __init__(self, url: str) -> None:
        """Use the URL, which may name a user and a password: neither is told.

        Raises: ToolMissingError when a package for it is missing; UsageError when it is none.
        """
        self.trouble: Exception | None = None
        """What the store said when it could not be used; it is not asked again then."""
        self._files: Any = None
        self._top = ""
        parts = urlsplit(url)
        if parts.scheme in ("file", "local") and not Path(parts.netloc + parts.path).is_absolute():
            raise UsageError(
                f"the cache `{url}` names no folder",
                help="write the whole path after `file://`, as in `file:///srv/cache`, or a folder "
                "inside the project without `file://`",
            )
        try:
            import fsspec  # type: ignore[import-untyped]
        except ImportError as error:
            raise ToolMissingError(
                f"the cache `{shown_url(url)}` needs the package fsspec",
                help="pip install 'briefgen[cache]', or build with --no-cache",
            ) from error
        try:
            self._files, self._top = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise ToolMissingError(
                f"the cache `{shown_url(url)}` needs a package that is not installed: {error}",
                help="install it, or build with --no-cache",
            ) from error
        except ValueError as error:
            raise UsageError(
                f"the cache `{shown_url(url)}` cannot be used: {_without_password(error, url)}",
                help="write a folder inside the project or a URL such as "
                "s3://bucket/folder under `cache` in briefgen.yaml, or build with --no-cache",
            ) from error
        except Exception as error:
            # some reach for the server at once
            self.trouble = type(error)(_without_password(error, url))

    def get(self, key: str) -> bytes | None:
        """Return what was put there under a key, None also when it cannot be reached."""
        if self.trouble is not None:
            return None
        try:
            entry: bytes = self._files.cat_file(self._path(key))
        except FileNotFoundError:
            return None
        except Exception as error:
            self.trouble = error
            return None
        return unsealed(key, entry)

    def put(self, key: str, content: bytes) -> None:
        """Keep bytes, if it can be reached."""
        if self.trouble is not None:
            return
        path, entry = self._path(key), sealed(key, content)
        try:
            try:
                self._write(path, entry)
            except FileNotFoundError:
                # not before: buckets have no folders, and who may write may not ask for them
                self._files.makedirs(path.rsplit("/", 1)[0], exist_ok=True)
                self._write(path, entry)
        except Exception as error:
            self.trouble = error

    def has(self, key: str) -> bool:
        """Return whether there is an entry under a key; also if it cannot be reached."""
        try:
            return self.trouble is not None or bool(self._files.exists(self._path(key)))
        except Exception as error:
            self.trouble = error
            return True

    def _write(self, path: str, entry: bytes) -> None:
        files: Any = self._files
        if "file" not in files.protocol:
            # a bucket shows nothing before all of it is there
            files.pipe_file(path, entry)
            return
        temporary = f"{path}.{secrets.token_hex(8)}.tmp"
        try:
            files.pipe_file(temporary, entry)
            files.mv(temporary, path)
        except BaseException:
            with contextlib.suppress(Exception):
                files.rm_file(temporary)
            raise

    def _path(self, key: str) -> str:
        return f"{self._top.rstrip('/')}/{key[:2]}/{key}"


def _without_password(error: Exception, url: str) -> str:
    password = urlsplit(url).password
    return str(error).replace(password, "…") if password else str(error)


def shown_url(url: str) -> str:
    """Return a URL as it may be told: without a user and a password."""
    parts = urlsplit(url)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
