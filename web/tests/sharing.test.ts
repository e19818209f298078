import { describe, expect, it } from 'vitest';
import { linkOf, tokenIn } from '../src/lib/features/sharing/links';
import { initialsOf } from '../src/lib/shared/todo/initials';

it.each([
	['Alice Liddell', 'AL'],
	['bob', 'B'],
	['Jean-Luc van der Meer', 'JM'],
	['  élodie  ', 'É'],
	['(Uncle) Sam', 'US'],
	['🦊', '?'],
	['', '?']
])('shortens “%s” to %s', (name, initials) => {
	expect(initialsOf(name)).toBe(initials);
});

describe('the link of an invitation', () => {
	const token = 'AZ8rD3hTfM2kQ1pYwUe6bC4sGn0vJxLo9iRtHaKdEuWqZyBmNcPf5g==';

	it('brings its token where no server is asked for it', () => {
		const link = new URL(linkOf(token, 'https://todo.example'));

		expect(link.pathname + link.search).toBe('/invitations');
		expect(tokenIn(link.hash)).toBe(token);
	});

	it('ends in nothing that a program takes for the end of a sentence', () => {
		expect(linkOf(token, 'https://todo.example')).toMatch(/[\w-]$/);
	});

	it('brings nothing where nothing stands behind the address', () => {
		expect([tokenIn(''), tokenIn('#')]).toEqual(['', '']);
	});
});
