import { describe, expect, it } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { following, movedOn } from '../src/lib/shared/dates/occurrences';
import cases from './occurrences.json';

describe('the next date', () => {
	it.each(cases)('of $recurrence.rrule due $due.date at $now is the one that the server has', (each) => {
		const found = following(each.due, each.recurrence, new Date(each.now));

		const next = found && {
			date: found.due.date,
			time: found.due.time,
			rrule: found.recurrence.rrule
		};
		expect(next).toEqual(each.next);
	});

	it('takes along what hangs on the day', () => {
		const todo = {
			due: { date: '2026-03-10', time: null, timezone: 'UTC' },
			recurrence: { rrule: 'FREQ=WEEKLY', from_completion: false, occurrence: null },
			start_date: '2026-03-08',
			deadline: null,
			reminders: [{ at: { date: '2026-03-09', time: '18:00', timezone: 'UTC' } }, { minutes_before: 30 }]
		} as unknown as Todo;

		expect(movedOn(todo, new Date('2026-03-10T08:00:00Z'))).toMatchObject({
			start_date: '2026-03-15',
			deadline: null,
			reminders: [{ at: { date: '2026-03-16', time: '18:00' } }, { minutes_before: 30 }]
		});
	});

	it('is not guessed in a zone that is not known here', () => {
		const due = { date: '2026-03-10', time: '09:00', timezone: 'Mars/Olympus' };
		const recurrence = { rrule: 'FREQ=DAILY', from_completion: false, occurrence: null };

		expect(() => following(due, recurrence, new Date())).toThrow();
	});
});
