"""Which batches the ledger consists of, now or at any earlier time."""

from utfall.ledger.manifest.files import FileManifest
from utfall.ledger.manifest.protocol import CONFLICT, NOT_IN_FORCE, Manifest, ManifestError, current

__all__ = ["CONFLICT", "NOT_IN_FORCE", "ManifestError", "FileManifest", "Manifest", "current"]
