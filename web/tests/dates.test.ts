import { afterEach, describe, expect, it, vi } from 'vitest';
import { addDays, nextWeekday } from '../src/lib/shared/dates/calendar';
import { compareDue, dateWords, dueWords, isOverdue, seenFrom, shortTime } from '../src/lib/shared/dates/due';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

const TODAY = '2026-03-11'; // a Wednesday

describe('dateWords', () => {
	it.each([
		['2026-03-11', 'Today'],
		['2026-03-12', 'Tomorrow'],
		['2026-03-10', 'Yesterday'],
		['2026-03-15', 'Sunday'],
		['2026-03-18', '18 Mar'],
		['2026-03-02', '2 Mar'],
		['2027-01-03', '3 Jan 2027']
	])('calls %s %s', (date, words) => {
		expect(dateWords(date, TODAY)).toBe(words);
	});
});

describe('dueWords', () => {
	it('writes a time as people do', () => {
		const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

		expect(dueWords({ date: TODAY, time: '09:00', timezone: zone }, TODAY)).toBe('Today 9:00');
	});
});

describe('shortTime', () => {
	afterEach(() => {
		vi.unstubAllGlobals();
		overwriteGetLocale(() => 'en');
	});

	it.each([
		['en', 'en-GB', '09:00', '9:00'],
		['en', 'en-US', '09:00', '9:00 AM'],
		['en', 'en-US', '21:05', '9:05 PM'],
		['de', 'de-DE', '09:00', '9:00'],
		['de', 'de-AT', '00:30', '0:30']
	] as const)('writes in %s (%s) %s as %s', (language, region, time, words) => {
		vi.stubGlobal('document', {});
		vi.stubGlobal('navigator', { languages: [region] });
		overwriteGetLocale(() => language);

		expect(shortTime(time).replace(/\s/g, ' ')).toBe(words);
	});
});

describe('seenFrom', () => {
	it('shows a time of another zone as the own clock has it', () => {
		const due = { date: '2026-03-11', time: '23:30', timezone: 'Europe/London' };

		expect(seenFrom(due, 'Asia/Tokyo')).toEqual({ date: '2026-03-12', time: '08:30' });
	});

	it('follows daylight saving', () => {
		const due = { date: '2026-07-01', time: '09:00', timezone: 'America/New_York' };

		expect(seenFrom(due, 'Europe/Berlin')).toEqual({ date: '2026-07-01', time: '15:00' });
	});

	it('leaves a date without a time where it is', () => {
		expect(
			seenFrom({ date: TODAY, time: null, timezone: 'Pacific/Auckland' }, 'America/Los_Angeles').date
		).toBe(TODAY);
	});

	it('takes a time as written where the zone is unknown', () => {
		const due = { date: TODAY, time: '09:00', timezone: 'Mars/Olympus' };

		expect(seenFrom(due, 'Europe/Berlin')).toEqual({ date: TODAY, time: '09:00' });
	});
});

describe('isOverdue', () => {
	const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

	it('says so of a day that is over, and of a time that has passed today', () => {
		const noon = new Date(2026, 2, 11, 12, 0);

		expect(isOverdue({ date: '2026-03-10', time: null, timezone: zone }, TODAY, noon)).toBe(true);
		expect(isOverdue({ date: TODAY, time: '11:59', timezone: zone }, TODAY, noon)).toBe(true);
		expect(isOverdue({ date: TODAY, time: '12:01', timezone: zone }, TODAY, noon)).toBe(false);
		expect(isOverdue({ date: TODAY, time: null, timezone: zone }, TODAY, noon)).toBe(false);
		expect(isOverdue(null, TODAY, noon)).toBe(false);
	});
});

describe('compareDue', () => {
	it('puts timed tasks of a day first, and tasks without a day last', () => {
		const nine = { date: TODAY, time: '09:00', timezone: 'UTC' };
		const ten = { date: TODAY, time: '10:00', timezone: 'UTC' };
		const any = { date: TODAY, time: null, timezone: 'UTC' };

		expect([null, any, ten, nine].sort(compareDue)).toEqual([nine, ten, any, null]);
	});
});

describe('calendar', () => {
	it('crosses months and leap days', () => {
		expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
		expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
	});

	it('never answers today when asked for the next such weekday', () => {
		expect(nextWeekday(TODAY, 3)).toBe('2026-03-18');
		expect(nextWeekday(TODAY, 1)).toBe('2026-03-16');
	});
});
