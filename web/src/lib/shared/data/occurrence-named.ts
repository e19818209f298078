/** Which date of a repeating task is meant, as the server is told it. */
import type { Todo } from '$lib/api/types';

type Dated = Partial<Pick<Todo, 'due' | 'recurrence'>>;

/** The one at which the task stands: its day, and its time where a day has several. */
export function occurrenceNamed({ due, recurrence }: Dated): string | undefined {
	if (!recurrence || !due) return undefined;
	const isOneOfSeveral = /FREQ=HOURLY|BY(?:HOUR|MINUTE)=\d+,/.test(recurrence.rrule);
	return isOneOfSeveral && due.time ? `${due.date}T${due.time.slice(0, 5)}` : due.date;
}

/** Whether the task stands at that one. Moved by hand to another day it is still the same; of a day alone, any of its times. */
export function standsAt(todo: Dated, occurrence: string): boolean {
	const { due, recurrence } = todo;
	const day = occurrence.slice(0, 10);
	if (day === due?.date) return occurrence === day || [day, occurrence].includes(occurrenceNamed(todo) ?? '');
	return day === recurrence?.occurrence;
}
