/**
 * The date that a repeating task has next, as the server reckons it: what is shown until its word comes. rrule-temporal
 * counts as the server’s dateutil does, and `tests/occurrences.json` holds both to the same answers. Not part of the first load.
 *
 * All is counted on local dates and times, written as milliseconds since 1970 as if they were UTC: “nine every morning” is
 * nine on both sides of a change of the clocks. What spring leaves out means the hour after it: where the rule has both, they are one.
 */
import { RRuleTemporal } from 'rrule-temporal';
import type { Due, Recurrence, Todo } from '$lib/api/types';
import { addDays, daysBetween } from './calendar';
import { onceEach, onTheWall } from './wall-clock';

interface Next {
	due: Due;
	recurrence: Recurrence;
}

type Parts = Map<string, string>;

/** What a task is, once it has moved on to its next date; null at its last. Throws where its rule or zone is unknown here, or the way there too long. */
export function movedOn(todo: Todo, now: Date): Partial<Todo> | null {
	if (!todo.due || !todo.recurrence) return null;
	const next = following(todo.due, todo.recurrence, now);
	if (!next) return null;
	const days = daysBetween(todo.due.date, next.due.date);
	const moved = (day: string | null | undefined) => (day ? addDays(day, days) : day);
	return {
		...next,
		start_date: moved(todo.start_date),
		deadline: moved(todo.deadline),
		reminders: todo.reminders.map((each) =>
			each.at ? { ...each, at: { ...each.at, date: addDays(each.at.date, days) } } : each
		)
	};
}

/** Due and rule after the date at `due` was done or left out at `now`; dates that were missed are passed over. */
export function following(due: Due, recurrence: Recurrence, now: Date): Next | null {
	const parts: Parts = new Map(
		recurrence.rrule.split(';').map((part) => part.split('=') as [string, string])
	);
	const isTimed = Boolean(due.time) || tellsTime(parts);
	const seen = onTheWall(now, due.timezone);
	const today = seen.slice(0, 10);
	const start = startOf(due, recurrence, seen, parts.get('FREQ') === 'HOURLY');
	const count = Number(parts.get('COUNT') ?? Infinity);
	// Moved later, it took the place of those it passed.
	const passed = recurrence.from_completion ? -Infinity : local(due.date, due.time) + 1;
	const earliest = Math.max(isTimed ? Date.parse(`${seen}Z`) : local(today, null), passed);
	const until = endOf(parts, due.timezone);
	const found = firstFrom(earliest, { parts, start, count, until, zone: due.timezone });
	if (!found) return null;
	if (parts.has('COUNT')) parts.set('COUNT', String(count - found.taken));
	const [date = '', time = ''] = found.moment.toISOString().split('T');
	return {
		due: { date, time: isTimed ? time.slice(0, 5) : null, timezone: due.timezone },
		recurrence: {
			rrule: [...parts].map((part) => part.join('=')).join(';'),
			from_completion: recurrence.from_completion,
			occurrence: null
		}
	};
}

/** What the next date is counted from. Hours after a completion begin when it was, days at the due time. */
function startOf(due: Due, recurrence: Recurrence, seen: string, byHours: boolean): number {
	if (!recurrence.from_completion) return local(recurrence.occurrence ?? due.date, due.time);
	return byHours ? Date.parse(`${seen.slice(0, 16)}Z`) : local(seen.slice(0, 10), due.time);
}

interface Rhythm {
	parts: Parts;
	/** The date before those that are counted. */
	start: number;
	count: number;
	until: number;
	zone: string;
}

function firstFrom(
	earliest: number,
	{ parts, start, count, until, zone }: Rhythm
): { moment: Date; taken: number } | null {
	const endless = [...parts].filter(([name]) => name !== 'COUNT' && name !== 'UNTIL');
	const rule = endless.map((part) => part.join('=')).join(';');
	const dtstart = new Date(start).toISOString().replace(/[-:]|\.\d+/g, '');
	let taken = 0;
	let found: Date | null = null;
	const take = (moment: number) => {
		if (moment <= start) return true;
		taken++;
		if (taken >= count) return false;
		if (moment >= earliest) found = new Date(moment);
		return found === null;
	};
	// of those that are passed over only the number matters, and only where they are counted
	const moments = hasSeveralADay(parts) ? onceEach(zone, count < Infinity ? start : earliest, take) : null;
	new RRuleTemporal({ rruleString: `DTSTART:${dtstart}\nRRULE:${rule}` }).all(
		({ epochMilliseconds: moment }) => moment <= until && (moments ? moments.next(moment) : take(moment))
	);
	if (found === null) moments?.end();
	return found && { moment: found, taken };
}

function hasSeveralADay(parts: Parts): boolean {
	return (
		parts.get('FREQ') === 'HOURLY' || ['BYHOUR', 'BYMINUTE'].some((name) => parts.get(name)?.includes(','))
	);
}

function tellsTime(parts: Parts): boolean {
	return parts.get('FREQ') === 'HOURLY' || parts.has('BYHOUR') || parts.has('BYMINUTE');
}

function endOf(parts: Parts, zone: string): number {
	const until = parts.get('UNTIL');
	if (!until) return Infinity;
	const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`;
	if (!until.includes('T')) return Date.parse(`${day}T23:59:59Z`);
	const moment = Date.parse(`${day}T${until.slice(9, 11)}:${until.slice(11, 13)}:${until.slice(13, 15)}Z`);
	return until.endsWith('Z') ? Date.parse(`${onTheWall(new Date(moment), zone)}Z`) : moment;
}

function local(date: string, time: string | null | undefined): number {
	return Date.parse(`${date}T${time?.slice(0, 5) ?? '00:00'}:00Z`);
}
