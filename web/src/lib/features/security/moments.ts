/** When something was used last, in words. */
import { m } from '$lib/paraglide/messages';
import { agoWords } from '$lib/shared/dates/moments';

export const lastUsed = (moment: string | null | undefined): string =>
	moment ? m.security_last_used({ moment: agoWords(moment) }) : m.security_never_used();
