/** Dates without times, as `YYYY-MM-DD` strings: they sort as text and know no zone. */

export function localDate(moment: Date): string {
	const month = String(moment.getMonth() + 1).padStart(2, '0');
	return `${moment.getFullYear()}-${month}-${String(moment.getDate()).padStart(2, '0')}`;
}

export function addDays(date: string, days: number): string {
	const moment = new Date(`${date}T00:00:00Z`);
	moment.setUTCDate(moment.getUTCDate() + days);
	return moment.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** 0 Sunday … 6 Saturday. */
export function weekday(date: string): number {
	return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** The first such weekday after `date`, never `date` itself. */
export function nextWeekday(date: string, day: number): string {
	return addDays(date, (day - weekday(date) + 7) % 7 || 7);
}

const ZONE_GOOD_FOR_MS = 10_000;
let zone = '';
let askedAt = -Infinity;

/** People travel, but asking takes long enough to be felt where thousands of dates are shown. */
export function deviceZone(): string {
	if (performance.now() - askedAt > ZONE_GOOD_FOR_MS) {
		zone = Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
		askedAt = performance.now();
	}
	return zone;
}
