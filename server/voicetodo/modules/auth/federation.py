"""The services with which people sign in by accounts that they have elsewhere, put together."""

import msgspec

from voicetodo.kit.clock import Clock
from voicetodo.kit.crypto import Seal
from voicetodo.kit.db import Database
from voicetodo.kit.outgoing import Outgoing
from voicetodo.modules.auth.model.providers import read_providers
from voicetodo.modules.auth.service.challenges import Challenges
from voicetodo.modules.auth.service.identities import Identities
from voicetodo.modules.auth.service.openid import OpenId
from voicetodo.modules.auth.service.provider_documents import ProviderDocuments
from voicetodo.modules.auth.service.provider_reauthentication import ProviderReauthentication
from voicetodo.modules.auth.service.provider_sign_in import ProviderSignIn
from voicetodo.modules.auth.service.sessions import Sessions
from voicetodo.modules.auth.service.visits import Visits
from voicetodo.modules.auth.services import AuthSettings, Services


class Federation(msgspec.Struct, frozen=True):
    """Those that routes ask."""

    identities: Identities
    provider_sign_in: ProviderSignIn
    provider_reauthentication: ProviderReauthentication


def build_federation(
    settings: AuthSettings,
    services: Services,
    *,
    db: Database,
    clock: Clock,
    seal: Seal,
    sessions: Sessions,
    address: str,
    outgoing: Outgoing,
) -> Federation:
    """`address` is where people reach us, and where providers send them back to. Raises SettingsError."""
    visits = Visits(
        db=db, clock=clock, challenges=Challenges(seal.derive("auth.challenges")), key=seal.derive("auth.visits")
    )
    documents = ProviderDocuments(outgoing=outgoing, clock=clock)
    openid = OpenId(documents=documents, outgoing=outgoing, clock=clock, address=address)
    identities = Identities(
        db=db, clock=clock, providers=read_providers(settings.sign_in_providers), openid=openid, visits=visits
    )
    return Federation(
        identities=identities,
        provider_sign_in=ProviderSignIn(
            db=db,
            clock=clock,
            identities=identities,
            openid=openid,
            visits=visits,
            registering=services.registering,
            signing_in=services.signing_in,
            second_factors=services.second_factors,
            entering=services.entering,
            sessions=sessions,
        ),
        provider_reauthentication=ProviderReauthentication(
            db=db,
            identities=identities,
            openid=openid,
            visits=visits,
            second_factors=services.second_factors,
            reauthentication=services.reauthentication,
        ),
    )
