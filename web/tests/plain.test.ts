/** Notes in one line, without the marks of Markdown. */
import { describe, expect, test } from 'vitest';
import { firstLine } from '$lib/shared/markdown/plain';

describe('the first line', () => {
	test.each([
		['Ask for the **matte** ones', 'Ask for the matte ones'],
		['## Size\n\n30 × 30', 'Size'],
		['- [ ] *two* boxes', 'two boxes'],
		['1. ~~first~~ second', 'first second'],
		['> as [Bob](https://example.com/b) said', 'as Bob said'],
		['`make` it', 'make it'],
		['\n\n  after nothing', 'after nothing']
	])('of %j loses its marks', (markdown, words) => {
		expect(firstLine(markdown)).toBe(words);
	});

	test.each(['2 * 3 * 4', 'snake_case_name', 'a ** b', 'https://example.com/a_b_c', '-5 degrees', '#garden'])(
		'of %j stays as it is',
		(words) => {
			expect(firstLine(words)).toBe(words);
		}
	);
});
