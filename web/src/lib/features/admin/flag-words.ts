/** What the flags that come with the product are for, in the language the person reads. */
import { m } from '$lib/paraglide/messages';
import type { Flag } from './flags';

type Described = Pick<Flag, 'key' | 'description'>;

const WORDS: Record<string, (none?: Record<string, never>, options?: { locale: 'en' }) => string> = {
	'auth.client_registration': m.admin_flag_auth_client_registration,
	'auth.registration': m.admin_flag_auth_registration,
	'voice.adviser': m.admin_flag_voice_adviser
};

/** What somebody wrote themselves stays as they wrote it. */
export function descriptionOf({ key, description }: Described): string {
	const words = WORDS[key];
	return words?.({}, { locale: 'en' }) === description ? words() : description;
}

/** What is to be kept where this was typed: our own words are kept as they came. */
export const keptDescription = (flag: Described, typed: string): string =>
	typed === descriptionOf(flag) ? flag.description : typed;
