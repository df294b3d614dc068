"""Which batches the ledger consists of, now or at any earlier time."""

from utfall.ledger.manifest.files import FileManifest
from utfall.ledger.manifest.protocol import CONFLICT, Manifest, ManifestError, current

__all__ = ["CONFLICT", "ManifestError", "FileManifest", "Manifest", "current"]
