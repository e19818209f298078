import type { Todo } from '$lib/api/types';

/** At which date a repeating task stands, as the server is told it: a day, and its time where a day has several. */
export function occurrenceNamed({ due, recurrence }: Todo): string | undefined {
	if (!recurrence || !due) return undefined;
	const isOneOfSeveral = /FREQ=HOURLY|BY(?:HOUR|MINUTE)=\d+,/.test(recurrence.rrule);
	return isOneOfSeveral && due.time ? `${due.date}T${due.time.slice(0, 5)}` : due.date;
}
