/** An RFC 5545 RRULE in words; rules beyond these words are said to repeat, and no more. */
import { m } from '$lib/paraglide/messages';
import { formats } from '../formats';
import { dateInFull, dayOfYear } from './due';

/** A Sunday: day 0 of those below. */
const SUNDAY = Date.UTC(2023, 0, 1);
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const UNITS = ['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'];
const NTH: Record<string, string> = {
	'1': 'first',
	'2': 'second',
	'3': 'third',
	'4': 'fourth',
	'5': 'fifth',
	'-1': 'last'
};
const KNOWN = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'BYMONTH', 'BYSETPOS', 'UNTIL', 'COUNT', 'WKST'];

type Parts = Map<string, string>;

export function recurrenceWords(rule: { rrule: string; from_completion?: boolean }): string {
	const parts: Parts = new Map(
		rule.rrule
			.replace(/^RRULE:/, '')
			.split(';')
			.map((part) => part.split('=') as [string, string])
	);
	leaveOutTime(parts);
	const words = ruleWords(parts);
	if (words === null) return m.recurrence_repeats();
	const ended = withEnd(words, parts);
	const whole = rule.from_completion ? m.recurrence_after_completion({ rule: ended }) : ended;
	return whole.charAt(0).toLocaleUpperCase() + whole.slice(1);
}

/** One time of day is told beside the rule, as that of the next one. */
function leaveOutTime(parts: Parts): void {
	const times = ['BYHOUR', 'BYMINUTE', 'BYSECOND'];
	if (['MINUTELY', 'HOURLY'].includes(parts.get('FREQ') ?? '')) return;
	if (times.some((name) => parts.get(name)?.includes(','))) return;
	for (const name of times) parts.delete(name);
}

function ruleWords(parts: Parts): string | null {
	const unit = parts.get('FREQ') ?? '';
	if (!UNITS.includes(unit) || [...parts.keys()].some((name) => !KNOWN.includes(name))) return null;
	const interval = Number(parts.get('INTERVAL') ?? 1);
	const days = parts.get('BYDAY')?.split(',') ?? [];
	if (parts.has('BYMONTH')) return onDate(parts);
	if (days.length > 0) return unit === 'MONTHLY' ? onNthDays(parts, days) : onWeekdays(unit, interval, days);
	if (parts.has('BYSETPOS')) return null;
	const dates = parts.get('BYMONTHDAY')?.split(',').map(Number);
	if (!dates) return everyWords(unit, interval);
	if (unit !== 'MONTHLY' || dates.some((date) => date < -1)) return null;
	return onDays(
		interval,
		dates.map((n) => (n === -1 ? m.recurrence_last_day() : m.recurrence_day_of_month({ n })))
	);
}

function everyWords(unit: string, interval: number): string {
	if (interval === 1) return m.recurrence_each({ unit });
	return interval === 2 ? m.recurrence_second({ unit }) : m.recurrence_every({ unit, count: interval });
}

function onWeekdays(unit: string, interval: number, days: string[]): string | null {
	if (days.some((day) => !DAYS.includes(day))) return null;
	const names = days.map(weekdayName);
	if (days.length === 7 && interval === 1) return m.recurrence_each({ unit: 'DAILY' });
	const isWeekly = unit === 'WEEKLY' || (unit === 'DAILY' && interval === 1);
	if (isWeekly && interval === 1) {
		if (areWorkdays(days)) return m.recurrence_workdays();
		if (days.length === 2 && days.includes('SA') && days.includes('SU')) return m.recurrence_weekend();
		return m.recurrence_each_weekday({ days: listed(names) });
	}
	if (unit === 'WEEKLY' && interval === 2 && names[0] && names.length === 1)
		return m.recurrence_second_weekday({ day: names[0] });
	return m.recurrence_on_weekdays({ every: everyWords(unit, interval), days: listed(names) });
}

function onNthDays(parts: Parts, days: string[]): string | null {
	const interval = Number(parts.get('INTERVAL') ?? 1);
	const place = parts.get('BYSETPOS');
	const found = place
		? [
				nthDay(
					place,
					areWorkdays(days) ? m.recurrence_workday() : days.length === 1 ? weekdayName(days[0]) : ''
				)
			]
		: days.map((day) => {
				const match = /^([+-]?\d+)([A-Z]{2})$/.exec(day);
				return match ? nthDay(match[1], weekdayName(match[2])) : null;
			});
	const known = found.filter((words) => words !== null);
	return known.length === found.length ? onDays(interval, known) : null;
}

function nthDay(place = '', day = ''): string | null {
	const nth = NTH[place.replace('+', '')];
	return nth && day ? m.recurrence_nth({ nth, day }) : null;
}

function onDays(interval: number, days: string[]): string {
	if (interval === 1) return m.recurrence_each_month_on({ days: listed(days) });
	return m.recurrence_on_days({ every: everyWords('MONTHLY', interval), days: listed(days) });
}

function onDate(parts: Parts): string | null {
	const [month, day] = [Number(parts.get('BYMONTH')), Number(parts.get('BYMONTHDAY'))];
	const isPlain = parts.get('FREQ') === 'YEARLY' && !parts.has('BYDAY') && !parts.has('BYSETPOS');
	if (!isPlain || !(month >= 1 && day >= 1)) return null;
	const every = everyWords('YEARLY', Number(parts.get('INTERVAL') ?? 1));
	return m.recurrence_on_date({ every, date: dayOfYear(month, day) });
}

function withEnd(rule: string, parts: Parts): string {
	const [, year, month, day] = /^(\d{4})(\d\d)(\d\d)/.exec(parts.get('UNTIL') ?? '') ?? [];
	if (year) return m.recurrence_until({ rule, date: dateInFull(`${year}-${month}-${day}`) });
	const count = Number(parts.get('COUNT') ?? 0);
	return count > 0 ? m.recurrence_times({ rule, count }) : rule;
}

function areWorkdays(days: string[]): boolean {
	return days.length === 5 && ['MO', 'TU', 'WE', 'TH', 'FR'].every((day) => days.includes(day));
}

function weekdayName(day = ''): string {
	const sundays = DAYS.indexOf(day);
	return sundays < 0
		? ''
		: formats.date({ weekday: 'long', timeZone: 'UTC' }).format(SUNDAY + sundays * 86_400_000);
}

function listed(words: string[]): string {
	return formats.list().format(words);
}
