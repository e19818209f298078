/** A due moment in words, and where it falls for somebody who reads it in another zone. */
import { m } from '$lib/paraglide/messages';
import { formats } from '../formats';
import type { Due } from '$lib/api/types';
import { daysBetween, deviceZone, localDate } from './calendar';

/** The due moment as the reader's calendar has it. A date without a time belongs to no zone and stays as it is. */
export function seenFrom(due: Due, zone = deviceZone()): { date: string; time: string | null } {
	if (!due.time) return { date: due.date, time: null };
	const time = due.time.slice(0, 5);
	if (due.timezone === zone) return { date: due.date, time };
	const moment = instant(due.date, time, due.timezone);
	return moment === null ? { date: due.date, time } : wallClock(moment, zone);
}

/** "Today", "Tomorrow 9:00", "Fri", "12 Mar", "3 Jan 2027". */
export function dueWords(due: Due, today = localDate(new Date())): string {
	const { date, time } = seenFrom(due);
	const day = dateWords(date, today);
	return time ? m.dates_day_time({ day, time: shortTime(time) }) : day;
}

export function dateWords(date: string, today: string): string {
	const days = daysBetween(today, date);
	if (days === 0) return m.dates_today();
	if (days === 1) return m.dates_tomorrow();
	if (days === -1) return m.dates_yesterday();
	if (days > 1 && days < 7) return format(date, { weekday: 'long' });
	const isThisYear = date.slice(0, 4) === today.slice(0, 4);
	return format(date, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) });
}

/** "Thursday 12 March": for headings. */
export function longDate(date: string): string {
	return format(date, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** "3 January 2027". */
export function dateInFull(date: string): string {
	return format(date, { day: 'numeric', month: 'long', year: 'numeric' });
}

/** "15 March": `month` from 1. */
export function dayOfYear(month: number, day: number): string {
	const leap = new Date(Date.UTC(2000, month - 1, day)).toISOString().slice(0, 10);
	return format(leap, { day: 'numeric', month: 'long' });
}

/** `09:00` as people of that region write it: `9:00`, `9:00 AM`. */
export function shortTime(time: string): string {
	const moment = Date.parse(`2000-01-01T${time.slice(0, 5)}:00Z`);
	const written = formats.date({ hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(moment);
	return written.replace(/^0(?=\d)/, '');
}

export function isOverdue(due: Due | null, today: string, now = new Date()): boolean {
	if (!due) return false;
	const { date, time } = seenFrom(due);
	if (date !== today) return date < today;
	return (
		time !== null &&
		time < `${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}`
	);
}

/** Sorts by day, then by time; a day without a time comes after its timed ones; no day at all comes last. */
export function compareDue(a: Due | null, b: Due | null): number {
	const key = (due: Due | null) => {
		if (!due) return '~';
		const { date, time } = seenFrom(due);
		return `${date} ${time ?? '~'}`;
	};
	const [left, right] = [key(a), key(b)];
	return left < right ? -1 : left > right ? 1 : 0;
}

function format(date: string, options: Intl.DateTimeFormatOptions): string {
	return formats.date({ ...options, timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));
}

/** Milliseconds since 1970 of a wall-clock time; null where the zone is unknown here. In a gap or fold, the later offset. */
function instant(date: string, time: string, zone: string): number | null {
	const wanted = Date.parse(`${date}T${time}:00Z`);
	try {
		let guess = wanted;
		for (let i = 0; i < 2; i++) {
			const seen = wallClock(guess, zone);
			guess += wanted - Date.parse(`${seen.date}T${seen.time}:00Z`);
		}
		return guess;
	} catch {
		return null;
	}
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(moment: number, zone: string): { date: string; time: string } {
	let clock = clocks.get(zone);
	clock ??= new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
	clocks.set(zone, clock);
	const [date = '', time = ''] = clock.format(moment).split(' ');
	return { date, time };
}
