import { describe, expect, it } from 'vitest';
import { target } from '../src/lib/shared/ui/dragging';
import { between, neighbours } from '../src/lib/shared/data/ordering';

describe('between', () => {
	it.each([
		['a', 'c'],
		['a', 'b'],
		['a', 'a5'],
		['az', 'b'],
		['m0001', 'm0002'],
		['', 'V'],
		['zz', null],
		[null, 'a'],
		[null, null]
	] as const)('finds a place between %s and %s', (before, after) => {
		const place = between(before, after);

		if (before !== null) expect(place > before).toBe(true);
		if (after !== null) expect(place < after).toBe(true);
	});

	it('always finds one more place before the first', () => {
		let first = 'm';
		for (let i = 0; i < 50; i++) {
			const place = between(null, first);
			expect(place < first).toBe(true);
			first = place;
		}
	});
});

describe('neighbours', () => {
	const items = ['a', 'b', 'c'].map((id) => ({ id }));

	it('answers who stands before and after the new place', () => {
		expect(neighbours(items, 'c', 0)).toEqual({ before: null, after: { id: 'a' } });
		expect(neighbours(items, 'a', 1)).toEqual({ before: { id: 'b' }, after: { id: 'c' } });
		expect(neighbours(items, 'a', 2)).toEqual({ before: { id: 'c' }, after: null });
	});
});

describe('target', () => {
	const rows = [0, 50, 100, 150].map((top) => ({ top, height: 50 }));

	it('moves past each row whose middle it has crossed', () => {
		expect(target(rows, 0, 40)).toBe(0);
		expect(target(rows, 0, 60)).toBe(1);
		expect(target(rows, 0, 900)).toBe(3);
		expect(target(rows, 3, -60)).toBe(2);
		expect(target(rows, 3, -900)).toBe(0);
	});
});
