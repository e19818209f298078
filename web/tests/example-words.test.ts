import { afterEach, describe, expect, it } from 'vitest';
import { exampleFor } from '../src/lib/features/lists/example-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

describe('an example for an empty list', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('fits the list, whatever language it was named in', () => {
		overwriteGetLocale(() => 'de');

		expect([exampleFor('Shopping'), exampleFor('Einkauf')]).toEqual(['Milch und Eier', 'Milch und Eier']);
		expect(exampleFor('Kayaking')).toBe('etwas Neues');
	});
});
