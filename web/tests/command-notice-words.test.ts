import { afterEach, describe, expect, it } from 'vitest';
import { noticeWords } from '../src/lib/features/command/notice-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

const notice = 'This recording was not kept.';

describe('what somebody should know beside the reply', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('is told in the language of the person', () => {
		overwriteGetLocale(() => 'de');

		expect(noticeWords({ notice, notice_code: 'recording-not-kept' })).toMatch(
			/^Diese Aufnahme wurde nicht behalten/
		);
	});

	it('is told in the words of the server where it has no code', () => {
		expect(noticeWords({ notice, notice_code: null })).toBe(notice);
	});
});
