import { describe, expect, it } from 'vitest';
import { fit, fitting } from '../src/lib/shared/ui/fuzzy';

const names = [
	'Today',
	'Inbox',
	'Upcoming',
	'Toggle the theme',
	'Shopping',
	'Work',
	'Café visits',
	'Work trips'
];
const found = (query: string) => fitting(names, query, (name) => name);

describe('fitting', () => {
	it.each([
		['', names],
		['tod', ['Today']],
		['upcming', ['Upcoming']],
		['cafe', ['Café visits']],
		['THEME', ['Toggle the theme']],
		['trips work', ['Work trips']],
		['xyz', []]
	])('finds for “%s” %j', (query, wanted) => {
		expect([...found(query)].sort()).toEqual([...wanted].sort());
	});

	it('leaves everything in its order where nothing is typed', () => {
		expect(found(' ')).toEqual(names);
	});

	it('puts the nearest first', () => {
		expect(found('work')).toEqual(['Work', 'Work trips']);
		expect(found('tt')[0]).toBe('Toggle the theme');
	});

	it('holds letters in a row for nearer than scattered ones', () => {
		expect(fit('shop', 'Shopping')).toBeGreaterThan(fit('shop', 'Stash of paper') ?? 0);
	});
});
