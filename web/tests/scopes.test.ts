import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';
import { scopeWords } from '../src/lib/shared/scopes';

const permissions = readFileSync('../docs/security/permissions.md', 'utf8');

describe('what a program may do', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('has words here for every scope there is', () => {
		const [, scopes = ''] = permissions.split(/^\| Scope .*$/m);
		const names = [...(scopes.split('\n\n')[0] ?? '').matchAll(/^\| `([a-z:]+)` \|/gm)].map(
			([, name]) => name ?? ''
		);
		const unknown = names.filter((name) => scopeWords({ name, description: '' }) === '');

		expect(names).toContain('todos:write');
		expect(unknown).toEqual([]);
	});

	it('is told in the language of the person', () => {
		overwriteGetLocale(() => 'de');

		expect(scopeWords({ name: 'profile', description: 'See your name' })).toContain('Deinen Namen');
		expect(scopeWords({ name: 'moon', description: 'Reach the moon' })).toBe('Reach the moon');
	});
});
