import { describe, expect, it } from 'vitest';
import { Sight } from '../src/lib/features/todos/sight.svelte';

const ids = (count: number) => Array.from({ length: count }, (_, nth) => `${nth}`);

describe('what is made of a list', () => {
	it('is all of a short one, without room around it', () => {
		const sight = new Sight();
		sight.set(ids(12));

		expect(sight.range).toEqual({ from: 0, to: 12 });
		expect([sight.above, sight.below]).toEqual([0, 0]);
	});

	it('is a part of a long one, in room as high as the rest', () => {
		const sight = new Sight();
		sight.set(ids(5_000));
		sight.learn(new Map(ids(5_000).map((id) => [id, 50])));
		sight.show(100_000, 100_800);

		const { from, to } = sight.range;
		expect(from).toBeLessThan(2_000);
		expect(to).toBeGreaterThan(2_016);
		expect(to - from).toBeLessThan(60);
		expect(sight.above).toBe(from * 50);
		expect(sight.above + (to - from) * 50 + sight.below).toBe(250_000);
	});

	it('stays within the list, wherever one looks and however short it becomes', () => {
		const sight = new Sight();
		sight.set(ids(500));
		for (const top of [-10_000, 0, 29_999, 1_000_000]) {
			sight.show(top, top + 800);
			expect(sight.range.from).toBeGreaterThanOrEqual(0);
			expect(sight.range.to).toBeLessThanOrEqual(500);
			expect(sight.range.to).toBeGreaterThan(sight.range.from);
		}
		sight.set(ids(70));
		sight.show(0, 800);
		expect(sight.range.from).toBe(0);
	});

	it('takes rows that nobody has seen for as high as the others on average', () => {
		const sight = new Sight();
		sight.set(ids(1_000));
		sight.learn(
			new Map([
				['0', 40],
				['1', 60]
			])
		);

		expect(sight.rowAt(100 + 50 * 10)).toBe(12);
	});
});
