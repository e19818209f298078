/** Moments in words, as the person's own language has them. */
import { m } from '$lib/paraglide/messages';
import { formats } from '../formats';
import { intlLocale } from '../locale';

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
	['day', 86_400],
	['hour', 3600],
	['minute', 60]
];

/** “5 minutes ago”; after a week, the day. */
export function agoWords(moment: string, now = Date.now()): string {
	const seconds = Math.round((Date.parse(moment) - now) / 1000);
	if (-seconds > 7 * 86_400) return dayWords(moment);
	const [unit, size] = STEPS.find(([, least]) => -seconds >= least) ?? ['second', 1];
	if (unit === 'second') return m.dates_just_now();
	return new Intl.RelativeTimeFormat(intlLocale(), { numeric: 'auto' }).format(
		Math.round(seconds / size),
		unit
	);
}

/** “3 March 2026”. */
export function dayWords(moment: string): string {
	return formats.date({ day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(moment));
}

/** “3 Mar 2026, 14:05”. */
export function momentWords(moment: string): string {
	return formats.date({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment));
}
