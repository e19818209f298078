"""Who keeps the flags, by configuration. What is needed to speak with others is loaded where it is asked for alone."""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import msgspec

from voicetodo.kit.flags.flags import Elsewhere
from voicetodo.kit.settings import SettingsError

_HINT: Final = "Install it: uv sync --extra {name}, or pip install 'voicetodo[{name}]'."


class FlagSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Read from `VOICETODO_<FIELD>`."""

    #: Who keeps feature flags: we ourselves (`own`), `flagd` or `launchdarkly`.
    flags_provider: Literal["own", "flagd", "launchdarkly"] = "own"
    #: Where flagd tells of its flags (its sync service); they are worked out here.
    flagd_host: str = "localhost"
    flagd_port: Annotated[int, msgspec.Meta(ge=1, le=65535)] = 8015
    flagd_tls: bool = False
    #: A file of flags as flagd writes them, instead of a flagd; changes of it are seen by themselves.
    flagd_file: Path | None = None
    launchdarkly_sdk_key: str | None = None
    #: Where a relay proxy answers, if not LaunchDarkly itself.
    launchdarkly_url: str | None = None


def open_provider(settings: FlagSettings) -> Elsewhere | None:
    """None where we keep them. Raises SettingsError."""
    match settings.flags_provider:
        case "own":
            return None
        case "flagd":
            return _flagd(settings)
        case "launchdarkly":
            return _launchdarkly(settings)


def _flagd(settings: FlagSettings) -> Elsewhere:
    """Flags come by a stream, or from a file: nobody is asked while somebody waits."""
    provider = _load("flagd", "openfeature.contrib.provider.flagd").FlagdProvider
    resolver = _load("flagd", "openfeature.contrib.provider.flagd.config").ResolverType
    given: dict[str, Any] = {
        "resolver_type": resolver.IN_PROCESS,
        "host": settings.flagd_host,
        "port": settings.flagd_port,
        "tls": settings.flagd_tls,
        "deadline_ms": 2000,
    }
    if settings.flagd_file is not None:
        given = {
            "resolver_type": resolver.FILE,
            "offline_flag_source_path": str(settings.flagd_file),
            "deadline_ms": 1000,  # here: how often it looks whether the file has changed
        }
    return Elsewhere("flagd", partial(provider, **given))


def _launchdarkly(settings: FlagSettings) -> Elsewhere:
    if not settings.launchdarkly_sdk_key:
        raise SettingsError("VOICETODO_LAUNCHDARKLY_SDK_KEY must be set where LaunchDarkly keeps the flags.")
    provider = _load("launchdarkly", "ld_openfeature").LaunchDarklyProvider
    config = _load("launchdarkly", "ldclient.config").Config
    url = settings.launchdarkly_url
    addresses = {} if url is None else {"base_uri": url, "stream_uri": url, "events_uri": url}
    # Who uses the product stays here: flags come from there, and nothing about people goes there.
    asked = config(settings.launchdarkly_sdk_key, send_events=False, diagnostic_opt_out=True, **addresses)
    return Elsewhere("launchdarkly", partial(provider, asked, 0))


def _load(name: str, module: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        hint = _HINT.format(name=name)
        raise SettingsError(f"VOICETODO_FLAGS_PROVIDER={name} needs a package that is not here. {hint}") from error
