import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Filter, Section } from '../src/lib/api/types';
import { server, told } from './syncing';

vi.mock('$lib/api/client', async () => (await import('./syncing')).client);

const { store } = await import('../src/lib/shared/data/store.svelte');
const { copy } = await import('../src/lib/shared/data/copy');
const { sync } = await import('../src/lib/shared/data/sync');
const { takeBack, forgetSteps } = await import('../src/lib/shared/data/undo');
const { deleteFilter } = await import('../src/lib/features/filters/filter-verbs');
const { deleteSection } = await import('../src/lib/features/sections/section-verbs');

const ROWS = [
	{ id: 'a', name: 'First', position: 'a', version: 1 },
	{ id: 'b', name: 'Second', position: 'b', version: 1 },
	{ id: 'c', name: 'Third', position: 'c', version: 1 }
];
const filters = ROWS.map((row) => ({ ...row, query: 'p1', color: 'teal', is_favorite: true })) as Filter[];
const sections = ROWS.map((row) => ({ ...row, category_id: 'garden' })) as Section[];
let user = 0;

beforeEach(async () => {
	server.asked.length = server.answers.length = 0;
	forgetSteps();
	await store.open(`anew-${++user}`);
	await copy.open();
	server.answers.push(told({ filters, sections }));
	await sync();
});

const names = (things: { name: string }[]) => things.map(({ name }) => name);

describe('what is made anew after its deletion', () => {
	it('is a filter as it was, where it stood', async () => {
		deleteFilter(filters[0] as Filter);
		expect(names(store.filters)).toEqual(['Second', 'Third']);

		await takeBack();

		expect(names(store.filters)).toEqual(['First', 'Second', 'Third']);
		expect(store.filters[0]).toMatchObject({ query: 'p1', color: 'teal', is_favorite: true });
	});

	it('is a section where it stood', async () => {
		deleteSection(sections[1] as Section);

		await takeBack();

		expect(names(store.sectionsOf('garden'))).toEqual(['First', 'Second', 'Third']);
	});

	it('is the last of all where it was the last', async () => {
		deleteFilter(filters[2] as Filter);

		await takeBack();

		expect(names(store.filters)).toEqual(['First', 'Second', 'Third']);
	});
});
