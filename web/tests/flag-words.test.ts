import { afterEach, describe, expect, it } from 'vitest';
import { descriptionOf, keptDescription } from '../src/lib/features/admin/flag-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

const description = 'The adviser is asked about sentences that are not understood';
const ADVISER = { key: 'voice.adviser', description };

describe('what a flag is for', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('is told in the language of the person', () => {
		overwriteGetLocale(() => 'de');

		expect(descriptionOf(ADVISER)).toBe('Der Ratgeber wird zu Sätzen gefragt, die nicht verstanden werden');
	});

	it('is told as somebody wrote it', () => {
		overwriteGetLocale(() => 'de');
		const own = { ...ADVISER, description: 'Only while Bob tests it' };
		const unknown = { key: 'our.flag', description: 'Tea' };

		expect([own, unknown].map(descriptionOf)).toEqual(['Only while Bob tests it', 'Tea']);
	});

	it('is kept as it came where it was only read, and else as it was typed', () => {
		overwriteGetLocale(() => 'de');

		expect(keptDescription(ADVISER, descriptionOf(ADVISER))).toBe(description);
		expect(keptDescription(ADVISER, 'Nur für Bob')).toBe('Nur für Bob');
	});
});
