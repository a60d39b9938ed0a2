"""What was made before, by the digest of what it was made of: on this machine, or shared."""

from briefgen.cache.store import FolderStore, NoStore, Store
from briefgen.cache.url import UrlStore

__all__ = ["FolderStore", "NoStore", "Store", "UrlStore"]
