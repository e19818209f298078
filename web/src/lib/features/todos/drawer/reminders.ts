/** Reminders in words. */
import { m } from '$lib/paraglide/messages';
import type { Due, Reminder } from '$lib/api/types';
import { dueWords } from '$lib/shared/dates/due';

/** What can be chosen with one press, of a task that is due. */
export const BEFORE = [0, 10, 60, 1440];

export function reminderWords({ at, minutes_before }: Reminder, today: string): string {
	return at ? dueWords(at, today) : beforeWords(minutes_before ?? 0);
}

export function beforeWords(minutes: number): string {
	if (minutes === 0) return m.drawer_when_due();
	if (minutes % 1440 === 0) return m.drawer_days_before({ count: minutes / 1440 });
	if (minutes % 60 === 0) return m.drawer_hours_before({ count: minutes / 60 });
	return m.drawer_minutes_before({ count: minutes });
}

/** `local` as a field for a date and a time gives it: `2026-03-11T09:00`. */
export function momentIn(local: string, timezone: string): Due {
	const [date = '', time = ''] = local.split('T');
	return { date, time: time.slice(0, 5), timezone };
}
