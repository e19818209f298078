/** What a program may do, in the language the person reads. What is not known here is told as the server tells it. */
import { m } from '$lib/paraglide/messages';

const WORDS: Record<string, () => string> = {
	profile: m.scopes_profile,
	'todos:read': m.scopes_todos_read,
	'todos:write': m.scopes_todos_write,
	sharing: m.scopes_sharing,
	voice: m.scopes_voice
};

export const scopeWords = ({ name, description }: { name: string; description: string }): string =>
	WORDS[name]?.() ?? description;
