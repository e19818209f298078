import { describe, expect, it } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { markedParts } from '../src/lib/features/search/marks';
import { colorOf, PALETTE } from '../src/lib/shared/todo/colors';
import { countsOf, inList, onDay, overdue, upcoming } from '../src/lib/shared/todo/rooms';
import { editAddress, roomAddress } from '../src/lib/shared/todo/addresses';

const TODAY = '2026-03-11';
const todo = (title: string, date: string | null, more: Partial<Todo> = {}) =>
	({
		id: title,
		title,
		category_id: null,
		priority: 4,
		position: title,
		due: date ? { date, time: null, timezone: 'UTC' } : null,
		label_ids: [],
		completed_at: null,
		deleted_at: null,
		...more
	}) as Todo;
const titles = (todos: Todo[]) => todos.map(({ title }) => title);

const all = [
	todo('late', '2026-03-01'),
	todo('later', '2026-03-09'),
	todo('now', TODAY),
	todo('urgent', TODAY, { priority: 1 }),
	todo('soon', '2026-03-12', { category_id: 'work', label_ids: ['phone'] }),
	todo('far', '2026-05-01'),
	todo('any', null),
	todo('over', TODAY, { completed_at: 'then' })
];

describe('rooms', () => {
	it('put what is overdue first, the oldest on top, and nothing that is done', () => {
		expect(titles(overdue(all, TODAY))).toEqual(['late', 'later']);
		expect(titles(onDay(all, TODAY))).toEqual(['urgent', 'now']);
	});

	it('go through the days ahead in order', () => {
		expect(upcoming(all, TODAY).map(({ day, todos }) => [day, titles(todos)])).toEqual([
			['2026-03-12', ['soon']],
			['2026-05-01', ['far']]
		]);
	});

	it('hold each list in the order made by hand', () => {
		expect(titles(inList(all, 'work'))).toEqual(['soon']);
		expect(titles(inList(all, null))).toEqual(['any', 'far', 'late', 'later', 'now', 'urgent']);
	});

	it('count what is open', () => {
		const counts = countsOf(all, TODAY);

		expect([counts.inbox, counts.today]).toEqual([6, 4]);
		expect([counts.byCategory.get('work'), counts.byLabel.get('phone')]).toEqual([1, 1]);
	});
});

describe('addresses', () => {
	it('open a task over the room one is in, and lead back to it', () => {
		const here = new URL('http://x/search?q=milk');

		const open = editAddress(here, 'a');

		expect(open).toBe('/search?q=milk&task=a');
		expect(roomAddress(new URL(open + '&focus=due', here))).toBe('/search?q=milk');
	});
});

describe('colorOf', () => {
	it('gives neighbours different colours when they have none of their own', () => {
		const lists = [{ id: 'a' }, { id: 'b', color: '#123456' }, { id: 'c', color: 'Violet' }];

		expect(lists.map((list) => colorOf(list, lists))).toEqual([
			PALETTE[0].value,
			'#123456',
			PALETTE[2].value
		]);
	});
});

describe('markedParts', () => {
	it('marks what matched in the asked field', () => {
		const marks = [
			{ field: 'title', start: 4, end: 8 },
			{ field: 'notes', start: 0, end: 2 }
		];

		expect(markedParts('oat milk', marks, 'title')).toEqual([
			{ text: 'oat ', isMarked: false },
			{ text: 'milk', isMarked: true }
		]);
	});
});
