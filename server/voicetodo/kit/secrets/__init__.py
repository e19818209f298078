"""Secrets that stand elsewhere, read once when a process starts: in AWS Secrets Manager, or in Vault."""

from voicetodo.kit.secrets.reference import Reference, SecretError, is_reference, read

__all__ = ["Reference", "SecretError", "is_reference", "read"]
