import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Unreachable } from '../src/lib/api/problem';
import type { Utterance } from '../src/lib/shared/data/db';

/** What the server answers next; where it says nothing there is no connection. */
const server = vi.hoisted(() => ({
	asked: [] as string[],
	synced: [] as { mutations: { mutation_id: string }[] }[],
	canSync: false,
	rooms: [] as unknown[],
	answers: [] as Promise<unknown>[]
}));

function synced(body: { mutations: { mutation_id: string }[] }) {
	server.synced.push(body);
	const none = {
		categories: [],
		sections: [],
		labels: [],
		filters: [],
		todos: [],
		comments: [],
		attachments: []
	};
	const results = body.mutations.map(({ mutation_id }) => ({ mutation_id, status: 'done' }));
	return { ...none, removed: none, results, sync_token: 'next', reset: false, has_more: false };
}

vi.mock('$lib/api/client', () => ({
	api: {
		POST: async (path: string, { body }: { body: { text: string; room?: unknown } }) => {
			if (path === '/v1/sync' && server.canSync) return { data: synced(body as never) };
			if (path !== '/v1/voice/commands') throw new Unreachable();
			server.asked.push(body.text);
			server.rooms.push(body.room);
			const answer = server.answers.shift();
			if (!answer) throw new Unreachable();
			return { data: await answer };
		}
	},
	sendRecording: () => Promise.reject(new Unreachable()),
	body: async (answered: Promise<{ data: unknown }>) => (await answered).data
}));

const { mutationOf } = await import('../src/lib/shared/data/mutations');
const { change } = await import('../src/lib/shared/data/sync');
const { store } = await import('../src/lib/shared/data/store.svelte');
const { deliver, utteranceOf } = await import('../src/lib/features/command/keeping');
const { sendKept } = await import('../src/lib/features/command/send-kept');
const { isSeenIn, unsent } = await import('../src/lib/features/command/unsent.svelte');

const PATIENCE = { timeout: 4_000 };
const DONE = { results: [], reply: 'Added.', transcript: '' };
const say = (text: string) => utteranceOf({ text }, new Date());
const seen = () => unsent.words.map(({ text }) => text);
let user = 0;

/** Said without a connection. */
async function failed(...utterances: Utterance[]) {
	for (const utterance of utterances) await deliver(utterance).catch(() => undefined);
	await unsent.look();
}

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	server.asked.length = server.rooms.length = server.answers.length = server.synced.length = 0;
	server.canSync = false;
	await store.open(`typist-${++user}`);
});

afterEach(() => {
	vi.useRealTimers();
});

describe('words that were typed without a connection', () => {
	it('are seen to wait in the order of typing, also once the page is opened again', async () => {
		await failed(say('buy milk'), say('call Mum'));
		expect(seen()).toEqual(['buy milk', 'call Mum']);

		await store.open(`typist-${user}`);
		expect(seen()).toEqual([]);
		await unsent.look();

		expect(seen()).toEqual(['buy milk', 'call Mum']);
	});

	it('are seen no more once they are sent', async () => {
		await failed(say('buy milk'), say('call Mum'));
		server.answers.push(Promise.resolve(DONE), Promise.resolve(DONE));

		await sendKept();

		expect(server.asked.slice(-2)).toEqual(['buy milk', 'call Mum']);
		await vi.waitFor(() => expect(seen()).toEqual([]), PATIENCE);
	});

	it('are never sent where they were taken out', async () => {
		const milk = say('buy milk');
		await failed(milk);

		expect(await unsent.takeOut(milk)).toBe(true);
		server.asked.length = 0;
		await sendKept();

		expect(seen()).toEqual([]);
		expect(server.asked).toEqual([]);
	});

	it('are never sent where they were taken out while those before them were', async () => {
		const mum = say('call Mum');
		await failed(say('buy milk'), mum);
		server.asked.length = 0;
		server.answers.push(unsent.takeOut(mum).then(() => DONE));

		await sendKept();

		expect(server.asked).toEqual(['buy milk']);
	});

	it('wait again in their place where taking them out is taken back', async () => {
		const milk = say('buy milk');
		await failed(milk, say('call Mum'));
		await unsent.takeOut(milk);

		await unsent.putBack(milk);

		expect(seen()).toEqual(['buy milk', 'call Mum']);
	});

	it('are not seen by whoever comes next', async () => {
		await failed(say('buy milk'));

		await store.open(`typist-${++user}`);
		expect(seen()).toEqual([]);
		await unsent.look();

		expect(seen()).toEqual([]);
	});
});

describe('words that were typed on a list that is new', () => {
	const onGarden = (text: string) => ({ ...say(text), room: { category_id: 'garden' } });

	const makeGarden = () =>
		change(mutationOf({ kind: 'create_category', id: 'garden', name: 'Garden' } as never));

	it('follow the list', async () => {
		server.canSync = true;
		server.answers.push(Promise.resolve(DONE));
		makeGarden();

		await deliver(onGarden('dig the beds'));

		expect(server.synced.flatMap(({ mutations }) => mutations)).toHaveLength(1);
		expect(server.rooms).toEqual([{ category_id: 'garden', day: null }]);
	});

	it('wait where the list cannot be told of', async () => {
		makeGarden();
		await failed(onGarden('dig the beds'));

		expect(server.asked).toEqual([]);
		expect(seen()).toEqual(['dig the beds']);
	});
});

describe('words that are being sent', () => {
	it.each([
		[
			{ due: { date: '2126-01-07', time: null, timezone: 'Europe/Berlin' } },
			{ category_id: null, day: '2126-01-07' }
		],
		[{ category_id: 'garden' }, { category_id: 'garden', day: null }],
		[undefined, undefined]
	])('bring along the day or the list of their room (%j)', async (room, sent) => {
		server.answers.push(Promise.resolve(DONE));

		await deliver({ ...say('buy milk'), ...(room ? { room } : {}) });

		expect(server.rooms).toEqual([sent]);
	});

	it('are not said to wait the first time, and cannot be taken out', async () => {
		const milk = say('buy milk');
		let answer: (outcome: object) => void = () => undefined;
		server.answers.push(new Promise((resolve) => (answer = resolve)));
		const sending = deliver(milk);
		await vi.waitFor(() => expect(server.asked).toEqual(['buy milk']), PATIENCE);

		await unsent.look();
		expect(seen()).toEqual([]);
		expect(await unsent.takeOut(milk)).toBe(false);

		answer(DONE);
		expect(await sending).toEqual(DONE);
	});

	it('are still seen the next time, until they are sent', async () => {
		await failed(say('buy milk'));
		let answer: (outcome: object) => void = () => undefined;
		server.asked.length = 0;
		server.answers.push(new Promise((resolve) => (answer = resolve)));
		const sending = sendKept();
		await vi.waitFor(() => expect(server.asked).toEqual(['buy milk']), PATIENCE);

		await unsent.look();
		expect(seen()).toEqual(['buy milk']);

		answer(DONE);
		await sending;
		await vi.waitFor(() => expect(seen()).toEqual([]), PATIENCE);
	});
});

it('a recording waits without words', async () => {
	await failed(utteranceOf({ audio: new Blob(['sound']) }, new Date()));

	expect(seen()).toEqual([]);
	expect(await unsent.all()).toHaveLength(1);
});

it.each([
	['/inbox', '/inbox', null, true],
	['/inbox', '/today', null, true],
	['/today', '/today', null, true],
	['/upcoming', '/today', null, false],
	['/lists/a', '/lists/a', 'a', true],
	['/inbox', '/lists/a', 'a', false],
	['/lists/b', '/lists/a', 'a', false]
])('in %s what was typed in %s for the list %s is seen: %s', (path, typed_in, category_id, is) => {
	const room = category_id ? { category_id } : {};

	expect(isSeenIn(path, { ...utteranceOf({ text: 'buy milk', typed_in }, new Date()), room })).toBe(is);
});
