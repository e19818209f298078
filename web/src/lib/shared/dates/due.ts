/** A due moment in words, and where it falls for somebody who reads it in another zone. */
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
	return time ? `${dateWords(date, today)} ${shortTime(time)}` : dateWords(date, today);
}

export function dateWords(date: string, today: string): string {
	const days = daysBetween(today, date);
	if (days === 0) return 'Today';
	if (days === 1) return 'Tomorrow';
	if (days === -1) return 'Yesterday';
	if (days > 1 && days < 7) return format(date, { weekday: 'long' });
	const isThisYear = date.slice(0, 4) === today.slice(0, 4);
	return format(date, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) });
}

/** "Thursday 12 March": for headings. */
export function longDate(date: string): string {
	return format(date, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** `09:00` as people write it: `9:00`. */
export function shortTime(time: string): string {
	return time.slice(0, 5).replace(/^0/, '');
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
	return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(
		new Date(`${date}T00:00:00Z`)
	);
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

function wallClock(moment: number, zone: string): { date: string; time: string } {
	const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
	const [date = '', time = ''] = parts.format(moment).split(' ');
	return { date, time };
}
