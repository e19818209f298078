/** How a chart takes what it shows, and where its lines stand. */
import { formats } from '../formats';

/** One place on a chart. `tick` is what stands below it, where there is room for it. */
export interface Bar {
	key: string;
	label: string;
	tick: string;
	/** What is drawn in full. */
	value: number;
	/** What stands behind it in outline, where there are two things to tell. */
	behind?: number;
}

/** Where lines are drawn across a chart, from 0 to a round number that nothing exceeds. */
export function scaleOf(bars: readonly Bar[]): number[] {
	const most = Math.max(1, ...bars.map(({ value, behind = 0 }) => Math.max(value, behind)));
	const size = 10 ** Math.floor(Math.log10(most));
	const top = [1, 2, 4, 6, 10].map((n) => n * size).find((n) => n >= most) ?? most;
	return top % 2 === 0 ? [0, top / 2, top] : [0, top];
}

export const percentWords = (share: number) =>
	formats.number({ style: 'percent', maximumFractionDigits: 0 }).format(share);

/** Of a day without a time, as it is everywhere. */
export const dateWords = (date: string, options: Intl.DateTimeFormatOptions) =>
	formats.date({ ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
