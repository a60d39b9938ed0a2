"""Files that were built → what holds of them: recorded, proved, made again."""

from briefgen.verify.examine import Verdict
from briefgen.verify.verification import Verification, open_verification

__all__ = ["Verdict", "Verification", "open_verification"]
