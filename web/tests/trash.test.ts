import { describe, expect, it } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { daysLeft, heapsOf, without } from '../src/lib/features/trash/trash';

const NOON = '2026-03-11T12:00:00Z';
const deleted = (id: string, parent_id: string | null = null, deleted_at = NOON) =>
	({ id, title: id, parent_id, deleted_at }) as Todo;
const told = (todos: Todo[], back: string[] = []) =>
	heapsOf(todos, (id) => back.includes(id)).map(({ todo, below }) => [todo.id, below]);

describe('what was deleted', () => {
	it('at once is one row, whatever comes first', () => {
		const cake = [deleted('flour', 'dough'), deleted('dough', 'cake'), deleted('cake')];
		expect(told([deleted('late'), ...cake])).toEqual([
			['late', 0],
			['cake', 2]
		]);
	});

	it('before its task was is a row of its own, as it does not come back with it', () => {
		expect(told([deleted('cake'), deleted('flour', 'cake', '2026-03-10T12:00:00Z')])).toEqual([
			['cake', 0],
			['flour', 0]
		]);
	});

	it('and came back is here no more', () => {
		expect(told([deleted('cake'), deleted('flour', 'cake')], ['cake', 'flour'])).toEqual([]);
	});

	it('takes along what stands below it when it goes for good', () => {
		const those = [deleted('flour', 'dough'), deleted('dough', 'cake'), deleted('cake'), deleted('rent')];
		expect(without(those, 'cake').map(({ id }) => id)).toEqual(['rent']);
	});

	it('waits until its days are over', () => {
		const at = (moment: string) => daysLeft({ deleted_at: NOON }, 30, Date.parse(moment));
		expect(at('2026-03-11T13:00:00Z')).toBe(29);
		expect(at('2026-04-10T11:00:00Z')).toBe(0);
		expect(at('2026-05-01T00:00:00Z')).toBe(0);
	});
});
