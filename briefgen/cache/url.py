"""A store behind any URL that fsspec knows: a folder on a server, a bucket."""

from __future__ import annotations

import contextlib
import secrets
from typing import Any

from briefgen.cache.store import sealed, unsealed
from briefgen.errors import ToolMissingError, UsageError

__all__ = ["UrlStore"]


class UrlStore:
    """A store on a file system of fsspec. What goes wrong there costs its entries and no more."""

    def __init__(self, url: str) -> None:
        """Reach for the URL.

        Raises: ToolMissingError when a package for it is missing; UsageError when it is none.
        """
        try:
            import fsspec  # type: ignore[import-untyped]
        except ImportError as error:
            raise ToolMissingError(
                f"the cache {url} needs the package fsspec",
                help="pip install 'briefgen[cache]', or build with --no-cache",
            ) from error
        try:
            self._files, self._top = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise ToolMissingError(
                f"the cache {url} needs a package that is not installed: {error}",
                help="install it, or build with --no-cache",
            ) from error
        except Exception as error:
            raise UsageError(
                f"the cache {url} cannot be used: {error}",
                help="write a folder inside the project or a URL such as "
                "s3://bucket/folder under `cache` in briefgen.yaml, or build with --no-cache",
            ) from error
        self.trouble: Exception | None = None
        """What the store said when it could not be used; it is not asked again then."""

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
