import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { milk, server, told } from './syncing';

vi.mock('$lib/api/client', async () => (await import('./syncing')).client);

/** Whether the part of the app that reckons dates has been fetched. */
const fetched = vi.hoisted(() => ({
	is: true,
	arrive: null as (() => void) | null,
	coming: Promise.resolve()
}));

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
const { complete, edit } = await import('../src/lib/shared/data/verbs');
const { takeBack } = await import('../src/lib/shared/data/undo');

const plants = {
	...milk,
	id: 'plants',
	title: 'Water the plants',
	due: { date: '2126-03-10', time: null, timezone: 'UTC' },
	recurrence: { rrule: 'FREQ=DAILY;INTERVAL=3;COUNT=2', from_completion: false, occurrence: null },
	start_date: null,
	deadline: '2126-03-11',
	reminders: []
} as Todo;
const repeating = (id: string, due: object, rrule: string) =>
	({
		...plants,
		id,
		due: { ...plants.due, ...due },
		recurrence: { rrule, from_completion: true, occurrence: null }
	}) as Todo;
const roses = repeating('roses', {}, 'FREQ=DAILY;INTERVAL=2');
const pills = repeating('pills', { time: '09:00' }, 'FREQ=HOURLY;INTERVAL=4');
const onMars = repeating('mars', { timezone: 'Mars/Olympus' }, 'FREQ=DAILY');
const NOW = new Date('2126-03-08T10:20:30Z');
const PATIENCE = { timeout: 4_000 };
let user = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout', 'Date'], now: NOW });
	server.asked.length = server.answers.length = 0;
	fetched.is = true;
	await store.open(`completing-${++user}`);
	await copy.open();
	server.answers.push(told({ todos: [plants, roses, pills, onMars] }));
	await sync();
});

afterEach(() => {
	copy.close();
	vi.useRealTimers();
});

const shown = (id = 'plants') => store.todo(id) as Todo;
const sent = () => store.waiting.all.map((mutation) => mutation.sent);

describe('a repeating task that is completed without a connection', () => {
	it('is at its next date at once, with what hangs on it, and done after its last', () => {
		complete(shown());
		expect(shown()).toMatchObject({
			due: { date: '2126-03-13' },
			deadline: '2126-03-14',
			completed_at: null
		});

		complete(shown());

		expect(shown()).toMatchObject({ due: { date: '2126-03-13' }, completed_at: NOW.toISOString() });
		expect(sent()).toMatchObject([{ occurrence: '2126-03-10' }, { occurrence: '2126-03-13' }]);
	});

	it('is told with the moment in which it was done, from which the server counts as well', () => {
		complete(shown('pills'));

		expect(sent()).toMatchObject([{ kind: 'complete_todo', completed_at: NOW.toISOString() }]);
	});

	it.each([
		['roses', { date: '2126-03-10', time: null }],
		['pills', { date: '2126-03-08', time: '14:20' }]
	])('comes again counted from when it was done, where it repeats so (%s)', (id, due) => {
		complete(shown(id));

		expect(shown(id)).toMatchObject({ due, completed_at: null });
	});

	it.each(['plants', 'roses', 'pills'])('gets its date back where that is taken back (%s)', async (id) => {
		const before = shown(id);
		complete(before);

		await takeBack();

		const { due, deadline, completed_at } = before;
		expect(shown(id)).toMatchObject({ due, deadline, completed_at });
		expect(shown(id).recurrence).toMatchObject({ rrule: before.recurrence?.rrule });
	});

	it.each([
		['plants', '2126-03-10'],
		['pills', '2126-03-10T09:00']
	])('is told as which of its dates is taken back (%s)', async (id, occurrence) => {
		complete(shown(id));

		await takeBack();

		expect(sent()[1]).toMatchObject({ kind: 'reopen_todo', id, occurrence });
	});

	it('that was put on another day comes next where it would have come', () => {
		edit(shown(), { due: { date: '2126-03-12', time: null, timezone: 'UTC' } });

		complete(shown());

		expect(shown().due?.date).toBe('2126-03-13');
	});

	it('is what the server says once it has said it', async () => {
		complete(shown());
		const moved = { ...plants, version: 4, due: { date: '2126-03-19', time: null, timezone: 'UTC' } };
		server.answers.push(told({ todos: [moved as Todo] }));

		await sync();

		expect(sent()).toEqual([]);
		expect(shown()).toMatchObject({ due: { date: '2126-03-19' }, completed_at: null });
	});

	it('moves no further where it had moved on elsewhere', async () => {
		const moved = { ...plants, version: 4, due: { date: '2126-03-13', time: null, timezone: 'UTC' } };
		complete(shown());

		store.take(moved as Todo);

		expect(shown().due?.date).toBe('2126-03-13');
	});

	it('moves no further where another device had completed the same moment', () => {
		complete(shown('pills'));
		expect(sent()).toMatchObject([{ occurrence: '2126-03-10T09:00' }]);

		store.take({ ...pills, version: 4, due: { date: '2126-03-10', time: '13:00', timezone: 'UTC' } } as Todo);

		expect(shown('pills').due).toMatchObject({ date: '2126-03-10', time: '13:00' });
	});

	it('is done where its next date cannot be known here', () => {
		complete(shown('mars'));

		expect(shown('mars')).toMatchObject({ due: onMars.due, completed_at: NOW.toISOString() });
	});
});

describe('before dates can be reckoned', () => {
	beforeEach(() => {
		fetched.is = false;
		fetched.coming = new Promise((arrived) => {
			fetched.arrive = () => {
				fetched.is = true;
				arrived();
			};
		});
	});

	it('it is kept as done at once, and goes on as soon as it is known where to', async () => {
		complete(shown());
		expect(shown().completed_at).toBe(NOW.toISOString());
		expect(sent()).toHaveLength(1);

		fetched.arrive?.();

		await vi.waitFor(() =>
			expect(shown()).toMatchObject({ due: { date: '2126-03-13' }, completed_at: null })
		);
	});

	it('it goes on after a reload, too', async () => {
		complete(shown());
		fetched.arrive?.();
		await vi.waitFor(async () => {
			const { mutations } = (await store.db?.read('mutations')) ?? { mutations: [] };
			expect(mutations).toMatchObject([{ shown: { fields: { due: { date: '2126-03-13' } } } }]);
		}, PATIENCE);

		await store.reread();

		expect(shown().due?.date).toBe('2126-03-13');
	});

	it('it stays as it was where it was taken back meanwhile', async () => {
		complete(shown());
		await takeBack();

		fetched.arrive?.();
		await vi.waitFor(() => expect(store.waiting.all[0]?.shown?.fields).toBeDefined(), PATIENCE);

		expect(shown()).toMatchObject({ due: plants.due, completed_at: null });
	});
});
