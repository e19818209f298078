"""Bytes that are too many for the database: in a folder, or in a bucket of S3, Google or Azure."""

from voicetodo.kit.blobs.blobs import BlobDamaged, BlobMissing, Blobs, BlobsUnavailable, Listed
from voicetodo.kit.blobs.intake import BlobTooLarge, Written
from voicetodo.kit.blobs.opening import BlobSettings, open_blobs

__all__ = [
    "BlobDamaged",
    "BlobMissing",
    "BlobSettings",
    "BlobTooLarge",
    "Blobs",
    "BlobsUnavailable",
    "Listed",
    "Written",
    "open_blobs",
]
