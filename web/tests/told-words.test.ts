import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toldWords } from '../src/lib/features/transfer/told-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

const RULE = {
	message: 'It does not repeat any more: “FREQ=NEVER” cannot be followed. A rule names its frequency.',
	code: 'import-rule-lost',
	values: { rule: 'FREQ=NEVER' }
};

describe('what is told of the rows of an import', () => {
	beforeEach(() => overwriteGetLocale(() => 'de'));
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('is told in the language of the person, with what it is about', () => {
		expect(toldWords(RULE)).toBe('Sie wiederholt sich nicht mehr: „FREQ=NEVER“ lässt sich nicht befolgen.');
	});

	it('is told in the words of the server to who reads English', () => {
		overwriteGetLocale(() => 'en');

		expect(toldWords(RULE)).toBe(RULE.message);
	});

	it('has the words of a field or of a problem where that is what is wrong', () => {
		expect(toldWords({ message: 'Too many.', code: 'reminders-many', values: {} })).toBe(
			'Eine Aufgabe hat höchstens 10 Erinnerungen.'
		);
		expect(toldWords({ message: 'In the archive.', code: 'category-archived', values: {} })).toMatch(
			/^Diese Liste ist im Archiv/
		);
	});

	it('is told in the words of the server where it has no code', () => {
		expect(toldWords({ message: 'It rains.', code: null, values: {} })).toBe('It rains.');
	});
});
