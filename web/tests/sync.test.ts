import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, Unreachable } from '../src/lib/api/problem';
import type { Category, Todo } from '../src/lib/api/types';
import { milk, NOTHING, server, told } from './syncing';

vi.mock('$lib/api/client', async () => (await import('./syncing')).client);

const { store } = await import('../src/lib/shared/data/store.svelte');
const { copy } = await import('../src/lib/shared/data/copy');
const { sync } = await import('../src/lib/shared/data/sync');
const { add, complete, edit, remove } = await import('../src/lib/shared/data/verbs');
const { toasts } = await import('../src/lib/shared/ui/toasts.svelte');

let user = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	server.asked.length = 0;
	server.answers.length = 0;
	toasts.dismiss();
	await store.open(`user-${++user}`);
	await copy.open();
	server.answers.push(told({ todos: [milk], sync_token: 'the first' }));
	await sync();
});

afterEach(() => {
	vi.useRealTimers();
});

const titles = () => store.todos.map(({ title }) => title).sort();
const reopened = async () => {
	store.close();
	await store.open(`user-${user}`);
	await copy.open();
};

describe('the first answer', () => {
	it('brings everything, page by page, and is whole with the last', async () => {
		await store.open(`user-${++user}`);
		await copy.open();
		expect(store.isLoaded).toBe(false);

		server.answers.push(
			told({ todos: [milk], has_more: true, sync_token: 'half' }),
			told({ todos: [{ ...milk, id: 'b', title: 'Eggs' }] })
		);
		await sync();

		expect(titles()).toEqual(['Eggs', 'Milk']);
		expect(store.isLoaded).toBe(true);
		expect(server.asked.at(-1)?.sync_token).toBe('half');
	});

	it('is there again after a reload, and asked for no more', async () => {
		await reopened();
		expect(titles()).toEqual(['Milk']);
		expect(store.isLoaded).toBe(true);

		server.answers.push(told());
		await sync();

		expect(server.asked.at(-1)?.sync_token).toBe('the first');
	});
});

describe('a change', () => {
	it('shows at once and is replaced by what the server tells', async () => {
		server.answers.push(told({ todos: [{ ...milk, title: 'Oat milk!', version: 4 }] }));

		edit(milk, { title: 'Oat milk' });
		expect(titles()).toEqual(['Oat milk']);
		await vi.waitFor(() => expect(store.waiting.all).toEqual([]));

		expect(server.asked[1]?.mutations).toMatchObject([{ kind: 'update_todo', id: 'a', title: 'Oat milk' }]);
		expect(titles()).toEqual(['Oat milk!']);
	});

	it('survives a reload without a connection, and is sent as it was', async () => {
		edit(milk, { title: 'Oat milk' });
		await vi.waitFor(() => expect(server.asked).toHaveLength(2));
		await reopened();
		expect(titles()).toEqual(['Oat milk']);

		server.answers.push(told({ todos: [{ ...milk, title: 'Oat milk', version: 4 }] }));
		await sync();

		expect(server.asked.at(-1)?.mutations).toEqual(server.asked[1]?.mutations);
		expect(await store.db?.count('mutations')).toBe(0);
	});

	it('is kept before anything else can happen to the page', async () => {
		edit(milk, { title: 'Oat milk' });
		const { db } = store;
		store.db = null; // what follows the keeping has nothing to write to any more

		await vi.waitFor(async () => expect(await db?.count('mutations')).toBe(1));
		store.db = db;
	});

	it('made while another is on its way goes after it, by itself', async () => {
		edit(milk, { title: 'Oat milk' });
		await vi.waitFor(() => expect(server.asked).toHaveLength(2));
		edit({ ...milk, title: 'Oat milk' }, { title: 'Soy milk' });

		server.answers.push(told());
		await vi.waitFor(() => expect(store.waiting.all).toHaveLength(0));

		expect(server.asked.at(-1)?.mutations).toMatchObject([{ title: 'Oat milk' }, { title: 'Soy milk' }]);
	});

	it('says which date of a repeating task is done, so that a repeat moves it on once', async () => {
		const plants = {
			...milk,
			id: 'p',
			recurrence: { rrule: 'FREQ=DAILY', from_completion: false, occurrence: null },
			due: { date: '2026-01-05', time: null, timezone: 'UTC' }
		};

		complete(plants);
		complete(milk);
		await vi.waitFor(() => expect(server.asked.at(-1)?.mutations.length).toBeGreaterThan(0));
		server.answers.push(told());
		await sync();

		const sent = server.asked.at(-1)?.mutations;
		expect(sent).toMatchObject([
			{ kind: 'complete_todo', occurrence: '2026-01-05' },
			{ kind: 'complete_todo' }
		]);
		expect(sent?.[1]).not.toHaveProperty('occurrence');
	});

	it('that is refused falls away, and the person is told why', async () => {
		server.answers.push(told({}, { status: 'refused', message: 'The title is too long.' }));

		edit(milk, { title: 'x'.repeat(999) });
		await vi.waitFor(() => expect(store.waiting.all).toEqual([]));

		expect(titles()).toEqual(['Milk']);
		await vi.waitFor(() => expect(toasts.current?.text).toContain('The title is too long.'));
	});

	it('that only breaks the server is set aside after some tries, kept, and others go before it', async () => {
		const broken = new Unreachable(500);
		server.answers.push(...Array.from({ length: 7 }, () => broken));
		edit(milk, { title: 'Oat milk' });
		for (let nth = 0; nth < 6; nth++) {
			await vi.waitFor(() => expect(server.asked.length).toBeGreaterThan(nth));
			await sync();
		}
		add({ title: 'Eggs' });
		server.answers.length = 0;
		server.answers.push(told(), told());
		await sync();

		expect(titles()).toContain('Oat milk');
		expect(await store.db?.read('mutations')).toMatchObject({ mutations: [{ sent: { title: 'Oat milk' } }] });
	});

	it('that deletes what was deleted elsewhere is done', async () => {
		server.answers.push(told({ removed: { ...NOTHING, todos: ['a'] } as never }, { status: 'not_found' }));

		remove(milk);
		expect(titles()).toEqual([]);
		await vi.waitFor(() => expect(store.waiting.all).toEqual([]));

		expect(titles()).toEqual([]);
		expect(toasts.current?.text).toContain('Deleted');
	});
});

describe('what the server tells', () => {
	it('never goes back to an older version', async () => {
		store.take({ ...milk, title: 'New', version: 5 });
		server.answers.push(told({ todos: [{ ...milk, title: 'Old', version: 4 }] }));
		await sync();

		expect(titles()).toEqual(['New']);
	});

	it('takes what stands in a list along when the list goes, but not what left it before', async () => {
		const party = { id: 'party', name: 'Party', position: 'm', version: 1 } as Category;
		const [cake, tea] = ['cake', 'tea'].map((id) => ({ ...milk, id, title: id, category_id: 'party' }));
		server.answers.push(told({ categories: [party], todos: [cake, tea] as Todo[] }));
		await sync();

		const removed = { ...NOTHING, categories: ['party'] } as never;
		server.answers.push(told({ removed, todos: [{ ...milk, id: 'tea', title: 'tea', version: 4 }] }));
		await sync();

		expect(titles()).toEqual(['Milk', 'tea']);
		await reopened();
		expect(titles()).toEqual(['Milk', 'tea']);
	});

	it('takes the place of everything where it says reset, and leaves what waits', async () => {
		edit(milk, { title: 'Oat milk' });
		await vi.waitFor(() => expect(server.asked).toHaveLength(2));
		server.answers.push(({ mutations }) => ({
			...told({ reset: true, todos: [{ ...milk, id: 'b', title: 'Eggs', version: 1 }] })({
				sync_token: null,
				mutations: []
			}),
			results: mutations.map(
				({ mutation_id, id }) =>
					told()({ sync_token: null, mutations: [{ mutation_id, id, kind: '' }] }).results[0]
			)
		}));
		await sync();

		expect(titles()).toEqual(['Eggs']);
		await reopened();
		expect(titles()).toEqual(['Eggs']);
	});

	it('is not lost on a session that has ended', async () => {
		server.answers.push(new ApiProblem(401, '/problems/unauthorized', ''));
		edit(milk, { title: 'Oat milk' });
		await vi.waitFor(() => expect(server.asked).toHaveLength(2));
		await sync();

		expect(await store.db?.count('mutations')).toBe(1);
	});

	it('is nobody’s who has left meanwhile', async () => {
		server.answers.push((asked) => {
			store.close();
			return told({ todos: [{ ...milk, id: 'b', title: 'Eggs' }] })(asked);
		});
		await sync();

		expect(titles()).toEqual([]);
	});
});
