import { describe, expect, it } from 'vitest';
import type { Comment, Todo } from '../src/lib/api/types';
import { foundHere } from '../src/lib/features/search/here';
import { excerptOf } from '../src/lib/features/search/marks';
import { askedOf, holds, narrowingIn, searchAddress } from '../src/lib/features/search/narrowing';

const TODAY = '2026-03-11';
const LIST = '0198f2c4-7a3e-7c61-b4a5-1d6f6f2f9f10';
const todo = (title: string, more: Partial<Todo> = {}) =>
	({ id: title, title, notes: '', label_ids: [], priority: 4, created_at: title, ...more }) as Todo;
const due = (date: string) => ({ due: { date, time: null, timezone: 'UTC' } });

describe('what is on this device', () => {
	const todos = [
		todo('call the plumber', { notes: 'about the dripping tap' }),
		todo('Käsekuchen backen'),
		todo('a done call', { completed_at: '2026-03-01T00:00:00Z' }),
		todo('bake a cake')
	];
	const said = (id: string) => (id === 'bake a cake' ? [{ body: 'with marzipan' } as Comment] : []);
	const titles = (query: string) => foundHere(query, todos, said).map((hit) => hit.todo.title);

	it.each([
		['cal', ['call the plumber', 'a done call']],
		['PLUMB call', ['call the plumber']],
		['kase', ['Käsekuchen backen']],
		['plubmer', ['call the plumber']],
		['drippin tap', ['call the plumber']],
		['marzipan', ['bake a cake']],
		['cxl', []],
		['plxxxer', []],
		['call cake', []]
	])('is found by “%s”, as the server finds it', (query, expected) => {
		expect(titles(query)).toEqual(expected);
	});

	it('is marked where it was found, in characters', () => {
		const [hit] = foundHere('mlik', [todo('🥛 buy milk')], () => []);

		expect(hit?.marks).toEqual([{ field: 'title', start: 6, end: 10 }]);
	});
});

describe('why something was found', () => {
	it('is told by the notes around the first mark, or by a comment', () => {
		const long = `${'before '.repeat(20)}the tap drips ${'after '.repeat(40)}`;
		const [noted] = foundHere('drips', [todo('call', { notes: long })], () => []);
		const said = { id: 'c', body: 'with marzipan' } as Comment;
		const [told] = foundHere('marzipan', [todo('cake')], () => [said]);

		const parts = excerptOf(long, noted?.marks ?? [], 'notes');

		expect(parts.map(({ text }) => text)[1]).toBe('drips');
		expect(parts[0]?.text).toMatch(/^…before .{1,24}$/);
		expect(parts.map(({ text }) => text).join('').length).toBeLessThan(170);
		expect(told?.marks).toEqual([{ field: 'comment', start: 5, end: 13, comment_id: 'c' }]);
	});
});

describe('a search that is narrowed', () => {
	const narrowed = (query: string) => narrowingIn(new URLSearchParams(query));

	it('stands in the address, and nonsense there narrows nothing', () => {
		const here = new URL('https://example.org/search?q=milk&due=today&task=1');

		expect(searchAddress(here, { list: LIST, due: '' })).toBe(`/search?q=milk&task=1&list=${LIST}`);
		expect(narrowed('priority=9&due=soon&list=x&status=all')).toEqual(narrowed(''));
	});

	it('asks the server for days, and for open ones where they are overdue', () => {
		expect(askedOf(narrowed(`list=${LIST}&due=week&priority=1`), TODAY)).toEqual({
			status: 'all',
			category_id: LIST,
			priority: 1,
			due_from: TODAY,
			due_to: '2026-03-17'
		});
		expect(askedOf(narrowed('due=overdue'), TODAY)).toEqual({ status: 'open', due_to: '2026-03-10' });
		expect(askedOf(narrowed('due=none'), TODAY)).toEqual({ status: 'all', has_due: false });
	});

	it('holds of the same tasks here', () => {
		const all = [
			todo('late', due('2026-03-10')),
			todo('late and done', { ...due('2026-03-10'), completed_at: TODAY }),
			todo('now', { ...due(TODAY), priority: 1 }),
			todo('soon', { ...due('2026-03-17'), category_id: LIST }),
			todo('far', due('2026-03-18')),
			todo('any')
		];
		const those = (query: string) =>
			all.filter((each) => holds(narrowed(query), each, TODAY)).map(({ title }) => title);

		expect(those('due=overdue')).toEqual(['late']);
		expect(those('due=overdue&status=completed')).toEqual(['late and done']);
		expect(those('due=week')).toEqual(['now', 'soon']);
		expect(those('due=none')).toEqual(['any']);
		expect(those('list=inbox&priority=1')).toEqual(['now']);
		expect(those(`list=${LIST}`)).toEqual(['soon']);
	});
});
