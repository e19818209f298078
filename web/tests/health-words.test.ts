import { afterEach, describe, expect, it } from 'vitest';
import { sentenceOf } from '../src/lib/features/admin/health-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

describe('what is so of a part', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('is told in the language of the person', () => {
		overwriteGetLocale(() => 'de');

		expect(sentenceOf({ code: 'events-heard', sentence: 'Every event was heard.' })).toBe(
			'Jedes Ereignis wurde gehört.'
		);
	});

	it('is told in the words of the server where it has no code that is known', () => {
		const code = 'moon-too-far' as 'answering';

		expect(sentenceOf({ sentence: 'All is well.' })).toBe('All is well.');
		expect(sentenceOf({ code, sentence: 'The moon is too far.' })).toBe('The moon is too far.');
	});
});
