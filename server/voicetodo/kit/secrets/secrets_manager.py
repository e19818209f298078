"""AWS Secrets Manager: `GetSecretValue`, with whatever credentials the machine has."""

import base64
from collections.abc import Mapping

from voicetodo.kit.aws import AwsRefused, AwsService, AwsUnreachable
from voicetodo.kit.secrets.errors import SecretError


def fetch(name: str, environ: Mapping[str, str]) -> str:
    """By its name, in the region of the environment, or by its ARN. Raises SecretError."""
    region = _region_of(name) or environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION")
    if not region:
        raise SecretError("AWS_REGION must be set, or the secret named by its whole ARN")
    url = environ.get("AWS_ENDPOINT_URL_SECRETS_MANAGER") or environ.get("AWS_ENDPOINT_URL") or None
    service = AwsService("secretsmanager", target="secretsmanager", region=region, url=url)
    try:
        found = service.call_now("GetSecretValue", {"SecretId": name})
    except AwsRefused as error:
        raise SecretError(f"Secrets Manager answers {error.kind}") from error
    except AwsUnreachable as error:
        raise SecretError(str(error)) from error
    try:
        return found.get("SecretString") or base64.b64decode(found["SecretBinary"]).decode()
    except (KeyError, ValueError):
        raise SecretError("it holds no text") from None


def _region_of(name: str) -> str | None:
    parts = name.split(":")
    return parts[3] if name.startswith("arn:") and len(parts) > 6 else None
