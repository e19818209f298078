/** How days become bars, and where a chart's lines stand. */
import { describe, expect, it } from 'vitest';
import { barsOf, busiestOf, firstOf } from '../src/lib/features/insights/insights';
import { scaleOf } from '../src/lib/shared/charts/bars';

const day = (date: string, completed: number, created = 0) => ({ date, completed, created });
const bars = (...values: number[]) =>
	values.map((value, i) => ({ key: String(i), label: '', tick: '', value }));

describe('a range', () => {
	it('is of whole months for a year, and never of more than 366 days', () => {
		expect(firstOf('week', '2026-03-03')).toBe('2026-02-25');
		expect(firstOf('month', '2026-03-03')).toBe('2026-02-02');
		expect(firstOf('year', '2026-11-27')).toBe('2025-12-01');
		expect(firstOf('year', '2026-01-31')).toBe('2025-02-01');
		expect(firstOf('year', '2026-12-31')).toBe('2026-01-01');
	});
});

describe('bars', () => {
	it('are one for each day, and for each month of a year', () => {
		const days = [day('2026-01-30', 1, 2), day('2026-01-31', 2), day('2026-02-01', 4, 1)];
		expect(barsOf(days, 'week').map(({ value }) => value)).toEqual([1, 2, 4]);
		expect(barsOf(days, 'year').map(({ value, behind }) => [value, behind])).toEqual([
			[3, 2],
			[4, 1]
		]);
	});
});

describe('a scale', () => {
	it('ends at a round number that nothing exceeds', () => {
		expect(scaleOf(bars(0))).toEqual([0, 1]);
		expect(scaleOf(bars(3))).toEqual([0, 2, 4]);
		expect(scaleOf(bars(8))).toEqual([0, 5, 10]);
		expect(scaleOf(bars(110))).toEqual([0, 100, 200]);
		expect(scaleOf(bars(61))).toEqual([0, 50, 100]);
	});
});

describe('the busiest hour', () => {
	it('is none where nothing was done', () => {
		expect(busiestOf([0, 0])).toBeNull();
		expect(busiestOf([0, 3, 3])).toMatch(/1/);
	});
});
