/** How much an installation is used, by the day in UTC, and how a chart takes it. */
import { api, body } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import { dateWords, type Bar } from '$lib/shared/charts/bars';
import { addDays } from '$lib/shared/dates/calendar';

export type SystemDay = components['schemas']['SystemDay'];

export const RANGES = ['month', 'quarter'] as const;
export type Range = (typeof RANGES)[number];
const DAYS: Record<Range, number> = { month: 30, quarter: 90 };

/** Throws ApiProblem or Unreachable. */
export async function fetchDays(range: Range): Promise<SystemDay[]> {
	const to = new Date().toISOString().slice(0, 10);
	const query = { from: addDays(to, 1 - DAYS[range]), to };
	return (await body(api.GET('/v1/analytics/system', { params: { query } }))).days;
}

/** A bar for each day that was counted; ticks so far apart that they do not touch on a phone. */
export function barsOf(days: readonly SystemDay[], of: (day: SystemDay) => [number, number?]): Bar[] {
	const apart = Math.max(1, Math.ceil(days.length / 4));
	return days.map((day, i) => {
		const [value, behind] = of(day);
		return {
			key: day.date,
			label: dateWords(day.date, { weekday: 'long', day: 'numeric', month: 'long' }),
			tick:
				(days.length - 1 - i) % apart === 0 ? dateWords(day.date, { day: 'numeric', month: 'short' }) : '',
			value,
			...(behind === undefined ? {} : { behind })
		};
	});
}

export const sumOf = (
	days: readonly SystemDay[],
	of: 'created' | 'completed' | 'commands' | 'undone'
): number => days.reduce((sum, day) => sum + day[of], 0);
