import { afterEach, describe, expect, it } from 'vitest';
import { dataWords, momentWords } from '../src/lib/features/admin/retention-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

describe('what is kept', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('is told in the language of the person', () => {
		overwriteGetLocale(() => 'de');

		expect(dataWords({ code: 'trash', data: 'Deleted tasks' })).toBe('Gelöschte Aufgaben, im Papierkorb');
		expect(momentWords({ counted_from_code: 'deletion', counted_from: 'the deletion' })).toBe('dem Löschen');
	});

	it('is told in the words of the server where it has no code that is known', () => {
		expect(dataWords({ code: '', data: 'Dust in `mail`' })).toBe('Dust in mail');
		expect(momentWords({ counted_from_code: 'moon', counted_from: 'the moon' })).toBe('the moon');
	});
});
