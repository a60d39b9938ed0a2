"""`python -m briefgen` is the same as `briefgen`."""

from __future__ import annotations

from briefgen.start import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
