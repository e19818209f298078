import { afterEach, describe, expect, it } from 'vitest';
import { noticeWords } from '../src/lib/features/filters/notice-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

const PLACE = { start: 0, end: 5 };

describe('what is told of a filter', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('is told in the language of the person, with the name it is about', () => {
		overwriteGetLocale(() => 'de');
		const message = 'You have no list named “Work”.';

		expect(noticeWords({ ...PLACE, message, code: 'filter-list-gone', name: 'Work' })).toBe(
			'Du hast keine Liste „Work“: In ihr steht nichts.'
		);
		expect(noticeWords({ ...PLACE, message, code: 'filter-none-shared', name: null })).toBe(
			'Keine deiner Listen ist geteilt.'
		);
	});

	it('is told in the words of the server where its code is not known', () => {
		const newer = { ...PLACE, message: 'It rains.', code: 'filter-weather', name: null };

		expect(noticeWords(newer as unknown as Parameters<typeof noticeWords>[0])).toBe('It rains.');
	});
});
