import { beforeEach, describe, expect, it, vi } from 'vitest';
import { returnedWith, roomOf, takeVisit } from '../src/lib/shared/visits';

const kept = new Map<string, string>();

beforeEach(() => {
	kept.clear();
	vi.stubGlobal('sessionStorage', {
		getItem: (key: string) => kept.get(key) ?? null,
		removeItem: (key: string) => kept.delete(key)
	});
});

describe('where somebody goes on', () => {
	it.each([
		'https://evil.example',
		'//evil.example',
		'/\\evil.example',
		'/%09/evil.example',
		'javascript:x',
		'',
		null,
		5
	])('is no room of somebody else: %s', (wanted) => {
		expect(roomOf(wanted)).toBe('/today');
	});

	it('is a room of ours, with what is asked of it', () => {
		expect(roomOf('/lists/1?view=board')).toBe('/lists/1?view=board');
	});
});

describe('what a tab was sent away for', () => {
	it('is told once', () => {
		kept.set('voicetodo-visit', JSON.stringify({ purpose: 'link', next: '/security' }));

		expect(takeVisit()).toEqual({ purpose: 'link', next: '/security' });
		expect(takeVisit()).toBeNull();
	});

	it('leads nowhere else than to us', () => {
		kept.set('voicetodo-visit', JSON.stringify({ purpose: 'sign-in', next: '//evil.example' }));

		expect(takeVisit()?.next).toBe('/today');
	});

	it('is nothing where it cannot be read', () => {
		kept.set('voicetodo-visit', '{');

		expect(takeVisit()).toBeNull();
	});
});

describe('what a provider called us with', () => {
	it('is a code and its state, and from whom where it says so', () => {
		const query = new URLSearchParams('code=c&state=s&iss=https://acme.example&session_state=x');

		expect(returnedWith('acme', query)).toEqual({
			provider: 'acme',
			code: 'c',
			state: 's',
			iss: 'https://acme.example'
		});
	});

	it.each(['error=access_denied&state=s', 'code=c', '', 'code=&state='])(
		'is nothing without both: %s',
		(query) => {
			expect(returnedWith('acme', new URLSearchParams(query))).toBeNull();
		}
	);
});
