import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { milk, server, told } from './syncing';

vi.mock('$lib/api/client', async () => (await import('./syncing')).client);

/** Whether the part of the app that reckons dates has been fetched. */
const fetched = vi.hoisted(() => ({ is: true, coming: Promise.resolve() }));

vi.mock('../src/lib/shared/data/next-dates', async (original) => {
	const real = await original<typeof import('../src/lib/shared/data/next-dates')>();
	await real.prepareNextDates();
	return {
		prepareNextDates: () => fetched.coming,
		arePrepared: () => fetched.is,
		nextOf: (...asked: Parameters<typeof real.nextOf>) => (fetched.is ? real.nextOf(...asked) : undefined)
	};
});

const { store } = await import('../src/lib/shared/data/store.svelte');
const { copy } = await import('../src/lib/shared/data/copy');
const { sync } = await import('../src/lib/shared/data/sync');
const { complete } = await import('../src/lib/shared/data/verbs');

const DONE = '2126-03-08T09:00:00Z';
const plants = {
	...milk,
	id: 'plants',
	due: { date: '2126-03-10', time: null, timezone: 'UTC' },
	recurrence: { rrule: 'FREQ=DAILY;INTERVAL=3;COUNT=2', from_completion: false, occurrence: null },
	reminders: []
} as unknown as Todo;
const below = (id: string, parent_id: string) => ({ ...milk, id, parent_id, completed_at: DONE }) as Todo;
const PATIENCE = { timeout: 4_000 };
let user = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'Date'], now: new Date('2126-03-08T10:20:30Z') });
	server.asked.length = server.answers.length = 0;
	fetched.is = true;
	await store.open(`subtasks-${++user}`);
	await copy.open();
	server.answers.push(
		told({ todos: [plants, below('can', 'plants'), below('tap', 'can'), below('rake', 'roses')] })
	);
	await sync();
});

afterEach(() => {
	copy.close();
	vi.useRealTimers();
});

const shown = (id = 'plants') => store.todo(id) as Todo;
const isDone = (id: string) => Boolean(shown(id).completed_at);

describe('the subtasks of a repeating task that is completed without a connection', () => {
	it('are to be done again at once, however far below, and stay so after a reload', async () => {
		complete(shown());

		expect(['can', 'tap', 'rake'].map(isDone)).toEqual([false, false, true]);
		expect(store.waiting.all).toHaveLength(1);
		await vi.waitFor(async () => expect(await store.db?.count('mutations')).toBe(1), PATIENCE);
		await store.reread();
		expect(['can', 'tap', 'rake'].map(isDone)).toEqual([false, false, true]);
	});

	it('stay done with its last date', () => {
		complete(shown());
		complete(shown('can'));
		complete(shown());

		expect(isDone('plants')).toBe(true);
		expect(isDone('can')).toBe(true);
	});

	it('are done where they are done the next time', () => {
		complete(shown());

		complete(shown('can'));

		expect(['can', 'tap'].map(isDone)).toEqual([true, false]);
	});

	it('are what the server says once it has said it', async () => {
		complete(shown());
		server.answers.push(told());

		await sync();

		expect(['can', 'tap'].map(isDone)).toEqual([true, true]);
	});

	it('are to be done again as soon as it is known when it comes next', async () => {
		fetched.is = false;
		fetched.coming = Promise.resolve().then(() => {
			fetched.is = true;
		});

		complete(shown());
		expect(isDone('can')).toBe(true);

		await vi.waitFor(() => expect(['can', 'tap'].map(isDone)).toEqual([false, false]), PATIENCE);
	});
});
