import { afterEach, describe, expect, it } from 'vitest';
import { recurrenceWords } from '../src/lib/shared/dates/recurrence';
import { overwriteGetLocale, type Locale } from '../src/lib/paraglide/runtime';

const read = (language: Locale, rrule: string) => {
	overwriteGetLocale(() => language);
	return recurrenceWords({ rrule });
};

afterEach(() => overwriteGetLocale(() => 'en'));

describe('a rule in English', () => {
	it.each([
		['FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=7;BYMINUTE=0', 'Every Tuesday and Thursday'],
		['FREQ=DAILY', 'Every day'],
		['FREQ=WEEKLY;INTERVAL=2', 'Every other week'],
		['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Every weekday'],
		['RRULE:FREQ=WEEKLY;BYDAY=MO,TH', 'Every Monday and Thursday'],
		['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'Every other Tuesday'],
		['FREQ=MONTHLY;BYDAY=3TU', 'Every month on the third Tuesday'],
		['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'Every month on the last weekday'],
		['FREQ=MONTHLY;BYMONTHDAY=22', 'Every month on the 22nd'],
		['FREQ=MONTHLY;BYMONTHDAY=-1', 'Every month on the last day'],
		['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15', 'Every year on 15 March'],
		['FREQ=DAILY;INTERVAL=3;COUNT=4', 'Every 3 days, 4 times'],
		['FREQ=DAILY;UNTIL=20270103T000000Z', 'Every day, until 3 January 2027'],
		['FREQ=SECONDLY', 'Repeats'],
		['FREQ=YEARLY;BYWEEKNO=20', 'Repeats']
	])('reads %s as “%s”', (rrule, words) => {
		expect(read('en', rrule)).toBe(words);
	});

	it('says when the count begins at completion', () => {
		expect(recurrenceWords({ rrule: 'FREQ=DAILY;INTERVAL=3', from_completion: true })).toBe(
			'Every 3 days after completion'
		);
	});
});

describe('a rule in German', () => {
	it.each([
		['FREQ=DAILY', 'Jeden Tag'],
		['FREQ=HOURLY', 'Jede Stunde'],
		['FREQ=YEARLY;INTERVAL=2', 'Jedes zweite Jahr'],
		['FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', 'Jeden Werktag'],
		['FREQ=WEEKLY;BYDAY=SA,SU', 'Jedes Wochenende'],
		['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU', 'Jeden zweiten Dienstag'],
		['FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,WE', 'Alle 3 Wochen am Montag und Mittwoch'],
		['FREQ=MONTHLY;BYMONTHDAY=-1', 'Am letzten Tag jedes Monats'],
		['FREQ=MONTHLY;BYMONTHDAY=1,15', 'Am 1. und am 15. jedes Monats'],
		['FREQ=MONTHLY;INTERVAL=2;BYDAY=3TU', 'Jeden zweiten Monat am dritten Dienstag'],
		['FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1', 'Am letzten Werktag jedes Monats'],
		['FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=15', 'Jedes Jahr am 15. März'],
		['FREQ=DAILY;COUNT=4', 'Jeden Tag, 4-mal'],
		['FREQ=DAILY;UNTIL=20270103', 'Jeden Tag, bis 3. Januar 2027'],
		['FREQ=SECONDLY', 'Wiederholt sich']
	])('reads %s as “%s”', (rrule, words) => {
		expect(read('de', rrule)).toBe(words);
	});
});

/** Rules of every shape that has words, each other than all others. */
function rules(): string[] {
	const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
	const some = weekdays.flatMap((day, nth) => [
		day,
		...weekdays.slice(nth + 1).map((other) => `${day},${other}`)
	]);
	const nths = ['1', '2', '3', '4', '5', '-1'].flatMap((nth) => weekdays.map((day) => nth + day));
	const dates = [-1, ...Array.from({ length: 31 }, (_, day) => day + 1)];
	const plain = [1, 2, 3, 10].flatMap((interval) => [
		...['MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].map(
			(unit) => `FREQ=${unit};INTERVAL=${interval}`
		),
		...some.map((days) => `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days}`),
		...nths.map((day) => `FREQ=MONTHLY;INTERVAL=${interval};BYDAY=${day}`),
		...dates.map((date) => `FREQ=MONTHLY;INTERVAL=${interval};BYMONTHDAY=${date}`)
	]);
	return plain.flatMap((rule) => [rule, `${rule};COUNT=1`, `${rule};COUNT=7`, `${rule};UNTIL=20301224`]);
}

describe.each([
	['en', /\b(jede[nrs]?|alle|am|bis|Montag)\b/i, 'Repeats'],
	['de', /\b(every|on|the|until|times|Monday|day)\b/i, 'Wiederholt sich']
] as const)('every rule in %s', (language, otherLanguage, unknown) => {
	it('has words of its own, whole and in one language', () => {
		const words = rules().map((rule) => read(language, rule));
		expect(new Set(words).size).toBe(words.length);
		for (const each of words) {
			expect(each).not.toMatch(otherLanguage);
			expect(each).not.toMatch(/undefined|recurrence_|NaN|[{}]| {2}/);
			expect(each).toMatch(/^\p{Lu}/u);
		}
		expect(words).not.toContain(unknown);
	});
});
