/** What somebody got done, as the server counts it, and how a chart takes it. */
import { api, body } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import { dateWords, type Bar } from '$lib/shared/charts/bars';
import { addDays } from '$lib/shared/dates/calendar';
import { formats } from '$lib/shared/formats';

export type Insights = components['schemas']['Insights'];
type DayTotals = Insights['days'][number];

export const RANGES = ['week', 'month', 'year'] as const;
export type Range = (typeof RANGES)[number];

/** Throws ApiProblem or Unreachable. */
export const fetchInsights = (range: Range, today: string): Promise<Insights> =>
	body(api.GET('/v1/analytics/me', { params: { query: { from: firstOf(range, today), to: today } } }));

/** A year begins with a whole month, so that all twelve can be compared. */
export function firstOf(range: Range, today: string): string {
	if (range === 'week') return addDays(today, -6);
	if (range === 'month') return addDays(today, -29);
	const [year = 0, month = 1] = today.split('-').map(Number);
	const first = new Date(Date.UTC(year, month - 12, 1));
	return first.toISOString().slice(0, 10);
}

/** A bar for each day, or for each month of a year; ticks so far apart that they do not touch on a phone. */
export function barsOf(days: readonly DayTotals[], range: Range): Bar[] {
	if (range === 'year') return monthsOf(days);
	return days.map(({ date, completed, created }, i) => ({
		key: date,
		label: dateWords(date, { weekday: 'long', day: 'numeric', month: 'long' }),
		tick:
			range === 'week'
				? dateWords(date, { weekday: 'short' })
				: (days.length - 1 - i) % 7 === 0
					? dateWords(date, { day: 'numeric', month: 'short' })
					: '',
		value: completed,
		behind: created
	}));
}

function monthsOf(days: readonly DayTotals[]): Bar[] {
	const months = new Map<string, Bar>();
	for (const { date, completed, created } of days) {
		const key = date.slice(0, 7);
		const bar = months.get(key) ?? {
			key,
			label: dateWords(date, { month: 'long', year: 'numeric' }),
			tick: dateWords(date, { month: 'narrow' }),
			value: 0,
			behind: 0
		};
		months.set(key, {
			...bar,
			value: bar.value + completed,
			behind: (bar.behind ?? 0) + created
		});
	}
	return [...months.values()];
}

export function hourBarsOf(hours: readonly number[]): Bar[] {
	return hours.map((value, hour) => ({
		key: String(hour),
		label: hourWords(hour),
		tick: hour % 6 === 0 ? hourWords(hour) : '',
		value
	}));
}

/** The hour in which most was done; null where nothing was. */
export function busiestOf(hours: readonly number[]): string | null {
	const most = Math.max(...hours);
	return most > 0 ? hourWords(hours.indexOf(most)) : null;
}

const hourWords = (hour: number) =>
	formats
		.date({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
		.format(new Date(Date.UTC(2026, 0, 1, hour)));
