/** Whether what is kept for a time goes when it should. */
import type { components } from '$lib/api/schema';
import { m } from '$lib/paraglide/messages';
import { formats } from '$lib/shared/formats';

export type Kept = components['schemas']['RetentionState'];
/** `waiting`: its job's first turn comes within the hour. */
export type Standing = 'waiting' | 'seen_to' | 'late' | 'failed';

/** A job has a turn at least every hour; silent for two, it does not run. */
const LATE_MS = 2 * 3_600_000;

export function standingOf({ last_done_at, last_failed_at }: Kept, now = Date.now()): Standing {
	if (last_failed_at && (!last_done_at || last_failed_at > last_done_at)) return 'failed';
	if (!last_done_at) return 'waiting';
	return now - Date.parse(last_done_at) > LATE_MS ? 'late' : 'seen_to';
}

/** “30 days”, as the server says it, in the person's own language. */
export function timeWords(told: string): string {
	const [, count, unit] = /^(\d+) (day|hour|minute|second)s?$/.exec(told) ?? [];
	if (!unit) return told === 'not at all' ? m.admin_retention_at_once() : told;
	return formats.number({ style: 'unit', unit, unitDisplay: 'long' }).format(Number(count));
}
