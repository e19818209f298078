import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { milk, server, told } from './syncing';

vi.mock('$lib/api/client', async () => (await import('./syncing')).client);

const { store } = await import('../src/lib/shared/data/store.svelte');
const { copy } = await import('../src/lib/shared/data/copy');
const { sync } = await import('../src/lib/shared/data/sync');
const { skip } = await import('../src/lib/shared/data/skipping');
const { complete, edit } = await import('../src/lib/shared/data/verbs');
const { takeBack, forgetSteps } = await import('../src/lib/shared/data/undo');
const { toasts } = await import('../src/lib/shared/ui/toasts.svelte');

const plants = {
	...milk,
	id: 'plants',
	title: 'Water the plants',
	due: { date: '2126-03-10', time: null, timezone: 'UTC' },
	recurrence: { rrule: 'FREQ=DAILY;INTERVAL=3;COUNT=3', from_completion: false, occurrence: null },
	start_date: null,
	deadline: '2126-03-11',
	reminders: []
} as Todo;
const onMars = {
	...plants,
	id: 'mars',
	due: { date: '2126-03-10', time: '09:00', timezone: 'Mars/Olympus' }
} as Todo;
let user = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	server.asked.length = server.answers.length = 0;
	toasts.dismiss();
	forgetSteps();
	await store.open(`skipping-${++user}`);
	await copy.open();
	server.answers.push(told({ todos: [plants, onMars] }));
	await sync();
});

afterEach(() => {
	vi.useRealTimers();
});

const shown = (id = 'plants') => store.todo(id) as Todo;
const waiting = () => store.waiting.all.map(({ sent }) => sent);

describe('a date that is skipped without a connection', () => {
	it('gives way to the next one at once, and that to the one after it', async () => {
		await skip(shown());
		expect(shown()).toMatchObject({ due: { date: '2126-03-13' }, deadline: '2126-03-14' });

		await skip(shown());

		expect(shown().due?.date).toBe('2126-03-16');
		expect(waiting()).toMatchObject([{ occurrence: '2126-03-10' }, { occurrence: '2126-03-13' }]);
	});

	it('comes back as it was', async () => {
		await skip(shown());

		await takeBack();

		const rrule = plants.recurrence?.rrule;
		expect(shown()).toMatchObject({ due: plants.due, recurrence: { rrule }, deadline: '2126-03-11' });
	});

	it.each([
		['skipped', skip],
		['completed', complete]
	])('that was %s comes back as the date of the rule, with the start and the reminders', async (_, goOn) => {
		await goOn(shown());

		await takeBack();

		expect(waiting().at(-1)).toMatchObject({
			due: { date: '2126-03-10' },
			recurrence: { occurrence: '2126-03-10' },
			start_date: null,
			reminders: []
		});
	});

	it('is left to the server once it has told of the next', async () => {
		await skip(shown());
		const moved = { ...plants, version: 4, due: { date: '2126-03-19', time: null, timezone: 'UTC' } };
		server.answers.push(told({ todos: [moved] }));

		await sync();

		expect(shown().due?.date).toBe('2126-03-19');
	});

	it('is not skipped where none comes after it, which is told', async () => {
		await skip(shown());
		await skip(shown());

		await skip(shown());

		expect(waiting()).toHaveLength(2);
		expect(toasts.current?.text).toContain('This is the last date');
	});
});

describe('a next date that cannot be known here', () => {
	it('is waited for, and not guessed', async () => {
		await skip(shown('mars'));

		expect(store.waiting.awaitsDate('mars')).toBe(true);
		expect(store.waiting.awaitsDate('plants')).toBe(false);
	});

	it('is waited for no more once another date is set', async () => {
		await skip(shown('mars'));

		edit(shown('mars'), { due: { date: '2126-03-12', time: null, timezone: 'UTC' } });

		expect(store.waiting.awaitsDate('mars')).toBe(false);
	});
});
