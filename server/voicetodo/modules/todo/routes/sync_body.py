"""The body of a sync: what is wrong with one mutation keeps none of the others from being done."""

from typing import Annotated, Any, Final

import msgspec
from litestar.dto import AbstractDTO
from litestar.openapi.spec import Reference, Schema
from litestar.typing import FieldDefinition
from msgspec import Meta

from voicetodo.kit.errors import Invalid, Malformed
from voicetodo.kit.http import Body, misread
from voicetodo.modules.todo.routes.mutations import MutationBody, read_mutation
from voicetodo.modules.todo.service.mutations import Mutation
from voicetodo.modules.todo.sync_token import Kind

MAX_MUTATIONS: Final = 100
MAX_PAGE: Final = 2000
_USUAL_PAGE: Final = 1000
#: Longer than ours will be for long.
_MAX_TOKEN: Final = 3000

SyncTokenText = Annotated[str, Meta(max_length=_MAX_TOKEN, description="Of the last answer. Without it, all comes.")]


class SyncBody(Body):
    """What a client has to say. Everything may be left out: then it has nothing, and did nothing."""

    sync_token: SyncTokenText | None = None
    mutations: Annotated[tuple[MutationBody, ...], Meta(max_length=MAX_MUTATIONS, description="In their order.")] = ()
    kinds: Annotated[tuple[Kind, ...] | None, Meta(description="Only these; other ones than before begin anew.")] = None
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE, description="How much may come at once.")] = _USUAL_PAGE


class SentBody(Body):
    """The same as it comes, its mutations not read yet."""

    sync_token: SyncTokenText | None = None
    mutations: Annotated[tuple[msgspec.Raw, ...], Meta(max_length=MAX_MUTATIONS)] = ()
    kinds: tuple[Kind, ...] | None = None
    limit: Annotated[int, Meta(ge=1, le=MAX_PAGE)] = _USUAL_PAGE

    def read_mutations(self) -> list[Mutation]:
        """Raises Invalid where one does not bear its ids, so that nothing could be answered about it."""
        return [read_mutation(bytes(sent), place=f"mutations[{nth}]") for nth, sent in enumerate(self.mutations)]


_decoder: Final = msgspec.json.Decoder(SentBody, strict=False)


class SyncBodyReader(AbstractDTO[SentBody]):
    """Reads a `SentBody` where a `SyncBody` is documented."""

    @classmethod
    def create_for_field_definition(cls, *_: Any, **__: Any) -> None:
        """Nothing is to be prepared."""

    @classmethod
    def create_openapi_schema(cls, field_definition: Any, handler_id: str, schema_creator: Any) -> Reference | Schema:  # noqa: ARG003 - Litestar's
        return schema_creator.for_field_definition(FieldDefinition.from_annotation(SyncBody))

    def decode_bytes(self, value: bytes) -> SentBody:
        try:
            return _decoder.decode(value)
        except msgspec.ValidationError as error:
            raise Invalid(errors=misread(error)) from error
        except msgspec.DecodeError as error:
            raise Malformed from error
