/** CommonMark that others may have written, as HTML that can do nothing: no raw HTML of theirs, no script, no style, no image. */
import DOMPurify from 'dompurify';
import { Marked } from 'marked';

const TAGS =
	'a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i input li ol p pre s strong table tbody td th thead tr ul'.split(
		' '
	);
const marked = new Marked({ gfm: true, breaks: true, async: false });
marked.use({
	renderer: { html: ({ text }) => escaped(text), image: ({ href, text }) => escaped(text || href) }
});

DOMPurify.addHook('afterSanitizeAttributes', (node) => {
	if (node.tagName === 'A') {
		node.setAttribute('target', '_blank');
		node.setAttribute('rel', 'noopener noreferrer nofollow');
	}
});

/** `breaks`: a line ends where it does in the text. A TrustedHTML where the browser has those. */
export function rendered(markdown: string, breaks = true): string | TrustedHTML {
	return DOMPurify.sanitize(marked.parse(markdown, { breaks }) as string, {
		ALLOWED_TAGS: TAGS,
		ALLOWED_ATTR: ['href', 'type', 'checked', 'disabled', 'align', 'start', 'target', 'rel'],
		ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
		ALLOW_DATA_ATTR: false,
		RETURN_TRUSTED_TYPE: true
	});
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
