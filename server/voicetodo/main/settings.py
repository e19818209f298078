"""The settings of a process. Modules have their own beside these, read the same way (`VOICETODO_<FIELD>`)."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]
Positive = Annotated[float, msgspec.Meta(gt=0)]


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every field has a default that suits a laptop."""

    host: str = "127.0.0.1"
    port: Port = 8321
    #: Where people reach the product; tells whether cookies are for HTTPS only. Default: http://host:port.
    public_url: str | None = None
    #: Addresses or networks of proxies whose `X-Forwarded-For` is believed, with commas between.
    trusted_proxies: str = ""

    data_dir: Path = Path("data")
    #: An external PostgreSQL; without one, an embedded server runs on `data_dir`.
    database_url: str | None = None
    redis_url: str | None = None
    max_connections: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 10

    #: Where modules that do not run in this process answer: `auth=http://auth:8321,todo=http://todo:8321`.
    module_urls: str = ""
    #: What processes of one installation prove themselves to each other with; made on first start when embedded.
    service_secret: str | None = None
    #: The file with the keys that secrets are sealed under; `secrets/master.key` in the data folder by default.
    master_key_path: Path | None = None
    #: ARNs of keys in AWS KMS, with commas between. The first seals in place of the file's, all of them open.
    kms_keys: str = ""
    #: Another address of KMS than Amazon's own, such as that of a VPC endpoint.
    kms_url: str | None = None
    #: Who signs access tokens; the same for all processes of one installation.
    token_issuer: str = "voicetodo"  # noqa: S105 - a name, no secret
    #: Who must prove more than a password: `staff` (admins and support) or `everybody`; the same for all processes.
    require_second_factor: Literal["nobody", "staff", "everybody"] = "nobody"

    #: 0 turns metrics off.
    metrics_port: Port = 9464
    metrics_host: str = "127.0.0.1"
    #: An OTLP/HTTP address such as http://collector:4318; without one, traces are passed on but not recorded.
    otlp_endpoint: str | None = None
    trace_ratio: Annotated[float, msgspec.Meta(ge=0, le=1)] = 0.05
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["json", "text"] = "json"
    #: `stderr`, `off`, a file, or `auto`: standard error, unless a person is looking at it.
    access_log: str = "auto"

    #: Origins other than our own that may call the API from a browser, with commas between.
    cors_origins: str = ""
    rate_user: str = "1200/minute"
    rate_address: str = "600/minute"
    rate_client_registration: str = "30/hour"
    rate_sign_in: str = "60/minute"
    rate_test_letters: str = "10/hour"
    max_body_bytes: Annotated[int, msgspec.Meta(ge=1024)] = 12_000_000
    timeout_seconds: Positive = 60.0

    web_dir: Path | None = None

    @property
    def address(self) -> str:
        """Where people reach the product."""
        shown = "localhost" if self.host in {"127.0.0.1", "::1"} else self.host
        return (self.public_url or f"http://{shown}:{self.port}").rstrip("/")

    @property
    def second_factor_of(self) -> frozenset[str]:
        """The roles; everybody has that of a user."""
        roles = {"nobody": (), "staff": ("support", "admin"), "everybody": ("user",)}
        return frozenset(roles[self.require_second_factor])

    @property
    def is_https(self) -> bool:
        return self.address.startswith("https://")
