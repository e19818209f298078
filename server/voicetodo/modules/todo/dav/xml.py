"""XML in, without anything that reaches beyond the document; XML out, written as text: it is most of what we send."""

import re
from collections.abc import Iterable
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr  # nosec B406 - these write, and parse nothing

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue] - lxml brings no types along

from voicetodo.kit.errors import Malformed
from voicetodo.modules.todo.dav.names import DAV, PREFIXES

Element = Any  # lxml brings no types along

#: Deeper or longer than any client of today asks.
_MOST_ELEMENTS: Final = 20_000
_DEEPEST: Final = 30
_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACES: Final = " ".join(f'xmlns:{prefix}="{namespace}"' for namespace, prefix in PREFIXES.items())
_DECLARATION: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_STATUS: Final = {
    200: "OK",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    424: "Failed Dependency",
    507: "Insufficient Storage",
}


class NotXml(Malformed):
    """The body is not the XML that belongs here."""


def parse(body: bytes, *, expected: Iterable[str] | None) -> Element | None:
    """The document's element, one of `expected` where some are; None for no body.

    Raises NotXml; a document type is refused unread.
    """
    if not body.strip():
        return None
    if b"<!DOCTYPE" in body or b"\0" in body:
        raise NotXml("A document type has no place here, nor an encoding other than UTF-8.")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotXml from error
    if root.getroottree().docinfo.doctype or root.getroottree().docinfo.internalDTD is not None:
        raise NotXml("A document type has no place here.")
    _check_size(root)
    if expected is not None and root.tag not in expected:
        raise NotXml(f"The body must be one of: {', '.join(sorted(each.partition('}')[2] for each in expected))}.")
    return root


def _check_size(root: Element) -> None:
    depth, number = 0, 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        number += event == "start"
        if depth > _DEEPEST or number > _MOST_ELEMENTS:
            raise NotXml("The body is larger or deeper than anybody needs.")


def text(value: str) -> str:
    """As the content of an element. What XML cannot carry becomes U+FFFD."""
    return escape(_NOT_IN_XML.sub("�", value.replace("\r\n", "\n")))


def element(name: str, content: str = "") -> str:
    """An element by its Clark name around content that is XML already."""
    namespace, _, local = name.removeprefix("{").rpartition("}")
    prefix = PREFIXES.get(namespace)
    if prefix is None:
        tag, opened = local, f"{local} xmlns={quoteattr(namespace)}"
    else:
        tag = opened = f"{prefix}:{local}"
    return f"<{opened}>{content}</{tag}>" if content else f"<{opened}/>"


def href(address: str) -> str:
    return f"<D:href>{escape(address)}</D:href>"


def status(code: int) -> str:
    return f"<D:status>HTTP/1.1 {code} {_STATUS[code]}</D:status>"


def propstat(code: int, properties: str) -> str:
    return f"<D:propstat><D:prop>{properties}</D:prop>{status(code)}</D:propstat>"


def response(address: str, content: str) -> str:
    return f"<D:response>{href(address)}{content}</D:response>\n"


def opening(name: str) -> str:
    """The beginning of a document whose element is this one of DAV's, with all prefixes declared."""
    return f"{_DECLARATION}<D:{name} {_NAMESPACES}>\n"


def closing(name: str) -> str:
    return f"</D:{name}>\n"


def document(name: str, content: str) -> bytes:
    return f"{opening(name)}{content}{closing(name)}".encode()


def serialised(found: Element) -> str:
    """An element that somebody sent, whole, with the namespaces it needs: to be kept and given back."""
    return etree.tostring(found, encoding="unicode", with_tail=False)


def multistatus(responses: Iterable[str], *, token: str | None = None) -> bytes:
    end = element(f"{{{DAV}}}sync-token", text(token)) if token is not None else ""
    return document("multistatus", "".join(responses) + end)
