"""How the pages behind the links of letters look. They need no script, and load nothing."""

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from typing import Any, Final

import msgspec
from litestar import Response
from litestar.enums import MediaType

from voicetodo.modules.auth.routes.confirm_words import Asking, Told, Words

_STYLE: Final = (
    ":root{color-scheme:light dark}"
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:24rem;margin:0 auto;padding:3rem 1.5rem}"
    "h1{font-size:1.5rem}label{display:block;margin:1rem 0;font-weight:600}"
    "input,button{font:inherit;display:block;width:100%;box-sizing:border-box;padding:.75rem;border-radius:.5rem}"
    "input{border:1px solid #767676;margin-top:.25rem}"
    "button{border:0;background:#3b4cca;color:#fff;font-weight:600;margin-top:1.5rem;min-height:3rem;cursor:pointer}"
    ".box{font-weight:400;display:flex;gap:.75rem}.box input{width:auto;flex:none;margin-top:.4rem}"
    ".problem{border-left:.25rem solid #c62828;padding-left:.75rem}"
)
_DIGEST: Final = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
_HEADERS: Final = {
    "content-security-policy": f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'",
    # A browser that sends no referrer sends no origin either, by which our own forms are known.
    "referrer-policy": "same-origin",
    "cache-control": "no-store",
    "vary": "Accept-Language",
}


class Field(msgspec.Struct, frozen=True):
    """A password to be typed; or, without `autocomplete`, a box to be ticked."""

    name: str
    label: str
    autocomplete: str = ""


class Form(msgspec.Struct, frozen=True):
    """What is sent back to the page's own address, with the token."""

    asking: Asking
    fields: Sequence[Field] = ()


def telling_page(words: Words, told: Told, *, status: int = 200) -> Response[Any]:
    """A page of one title and one sentence, with a way on."""
    return _page(words, told, [f'<p><a href="/">{escape(words.way_on)}</a></p>'], status=status)


def asking_page(words: Words, form: Form, *, token: str, problem: str = "", status: int = 200) -> Response[Any]:
    """A page of one title, one sentence and one form, with what was wrong where it was sent before."""
    told = [f'<p class="problem" role="alert">{escape(problem)}</p>'] if problem else []
    return _page(words, form.asking, [*told, _drawn(form, token)], status=status)


def _page(words: Words, told: Told | Asking, below: Sequence[str], *, status: int) -> Response[Any]:
    parts = [
        f'<!doctype html><html lang="{words.language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(told.title)} · Voice Todo</title><style>{_STYLE}</style></head>",
        f"<body><main><h1>{escape(told.title)}</h1><p>{escape(told.sentence)}</p>",
        *below,
        "</main></body></html>",
    ]
    headers = {**_HEADERS, "content-language": words.language}
    return Response(content="".join(parts), status_code=status, headers=headers, media_type=MediaType.HTML)


def _drawn(form: Form, token: str) -> str:
    inputs = "".join(map(_drawn_field, form.fields))
    return (
        f'<form method="post"><input type="hidden" name="token" value="{escape(token)}">'
        f'{inputs}<button data-testid="confirm">{escape(form.asking.button)}</button></form>'
    )


def _drawn_field(field: Field) -> str:
    if not field.autocomplete:
        return f'<label class="box"><input type="checkbox" name="{field.name}">{escape(field.label)}</label>'
    return (
        f'<label>{escape(field.label)}<input type="password" name="{field.name}" required'
        f' autocomplete="{field.autocomplete}"></label>'
    )
