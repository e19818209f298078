"""Amazon's services that speak JSON: asked with whatever credentials the machine has."""

from voicetodo.kit.aws.client import AwsRefused, AwsService, AwsUnreachable

__all__ = ["AwsRefused", "AwsService", "AwsUnreachable"]
