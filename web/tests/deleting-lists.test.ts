import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Category } from '../src/lib/api/types';
import { milk, NOTHING, server, told } from './syncing';

vi.mock('$lib/api/client', async () => (await import('./syncing')).client);

const { store } = await import('../src/lib/shared/data/store.svelte');
const { copy } = await import('../src/lib/shared/data/copy');
const { sync } = await import('../src/lib/shared/data/sync');
const { takeBack, forgetSteps } = await import('../src/lib/shared/data/undo');
const { deleteList } = await import('../src/lib/features/lists/list-verbs');
const { toasts } = await import('../src/lib/shared/ui/toasts.svelte');

const garden = {
	id: 'g',
	name: 'Garden',
	position: 'g',
	role: 'owner',
	is_shared: true,
	version: 1
} as Category;
const beds = {
	...garden,
	id: 'b',
	name: 'Beds',
	position: 'h',
	is_shared: false,
	parent_id: 'g'
} as Category;
let user = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	vi.stubGlobal('addEventListener', vi.fn());
	vi.stubGlobal('removeEventListener', vi.fn());
	server.asked.length = server.answers.length = 0;
	toasts.dismiss();
	forgetSteps();
	await store.open(`lists-${++user}`);
	await copy.open();
	const todos = [{ ...milk, category_id: 'g' }];
	server.answers.push(told({ todos, categories: [garden, beds] }));
	await sync();
});

afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const MINUTE_MS = 60_000;
const sent = () => server.asked.flatMap(({ mutations }) => mutations.map(({ kind }) => kind));
const names = () => store.categories.map(({ name }) => name);

describe('a deleted list', () => {
	it('is not deleted while somebody holds the message, so that it comes back with its people', async () => {
		deleteList(garden);
		toasts.pause();
		vi.advanceTimersByTime(MINUTE_MS);
		expect(names()).toEqual(['Beds']);

		await takeBack();

		expect(names()).toEqual(['Garden', 'Beds']);
		expect(store.category('g')?.is_shared).toBe(true);
		expect(sent()).toEqual([]);
	});

	it('is deleted once the message has gone; made anew, it is told that its people are not there', async () => {
		server.answers.push(
			told({ todos: [{ ...milk, version: 4 }], removed: { ...NOTHING, categories: ['g'] } })
		);
		deleteList(garden);
		vi.advanceTimersByTime(MINUTE_MS);
		await vi.waitFor(() => expect(sent()).toEqual(['delete_category']));

		await takeBack();

		expect(toasts.current?.text).toContain('invited again');
		const anew = store.categories.find(({ name, id }) => name === 'Garden' && id !== 'g');
		expect(store.todosIn(anew?.id ?? '').map(({ title }) => title)).toEqual(['Milk']);
		expect(store.category('b')?.parent_id).toBe(anew?.id);
	});

	it('stands where it stood once it is made anew, after the one that was before it', async () => {
		const others = [
			{ ...garden, id: 'f', name: 'Family', position: 'f' },
			{ ...garden, id: 'w', name: 'Work', position: 'w' }
		];
		server.answers.push(told({ categories: others }));
		await sync();
		server.answers.push(told({ removed: { ...NOTHING, categories: ['g'] } }));
		deleteList(garden);
		vi.advanceTimersByTime(MINUTE_MS);
		await vi.waitFor(() => expect(sent()).toEqual(['delete_category']));

		await takeBack();

		expect(names().filter((name) => name !== 'Beds')).toEqual(['Family', 'Garden', 'Work']);
		const moved = store.waiting.all.find(({ sent }) => sent.kind === 'move_category');
		expect(moved?.sent).toMatchObject({ after_id: 'f' });
	});
});
