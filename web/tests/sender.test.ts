import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem, Unreachable } from '../src/lib/api/problem';
import type { Todo } from '../src/lib/api/types';

/** The server, as far as these tests need one: what the next calls answer or throw. */
const server = vi.hoisted(() => ({
	calls: [] as { method: string; headers: Record<string, string>; body: unknown; query: unknown }[],
	answers: [] as unknown[]
}));

vi.mock('$lib/api/client', () => {
	const call =
		(method: string) =>
		(
			_path: string,
			{
				headers = {},
				body,
				params
			}: { headers?: Record<string, string>; body?: unknown; params?: { query?: unknown } }
		) => {
			server.calls.push({ method, headers, body, query: params?.query });
			const answer = server.answers.shift() ?? new Unreachable();
			return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ data: answer });
		};
	return {
		api: {
			GET: call('GET'),
			POST: call('POST'),
			PUT: call('PUT'),
			PATCH: call('PATCH'),
			DELETE: call('DELETE')
		},
		body: async (answered: Promise<{ data: unknown }>) => (await answered).data
	};
});

const { store } = await import('../src/lib/shared/data/store.svelte');
const { flush } = await import('../src/lib/shared/data/sender');
const { add, complete, edit, remove } = await import('../src/lib/shared/data/verbs');
const { toasts } = await import('../src/lib/shared/ui/toasts.svelte');

const milk = {
	id: 'a',
	title: 'Milk',
	notes: '',
	category_id: null,
	position: 'm',
	version: 3,
	completed_at: null,
	deleted_at: null
} as Todo;
let user = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	server.calls.length = 0;
	server.answers.length = 0;
	toasts.dismiss();
	await store.open(`user-${++user}`);
	store.take(milk);
});

afterEach(() => {
	vi.useRealTimers();
});

/** Waits until the sender has nothing more to do just now. */
const settled = (calls: number) =>
	vi.waitFor(() => {
		if (server.calls.length < calls || store.sending !== null) throw new Error('still sending');
	});

describe('changing a task', () => {
	it('shows at once and is replaced by what the server answers', async () => {
		server.answers.push({ ...milk, title: 'Oat milk', version: 4 });

		edit(milk, { title: 'Oat milk' });
		expect(store.todo('a')?.title).toBe('Oat milk');
		await settled(1);

		expect(server.calls[0]).toMatchObject({
			method: 'PATCH',
			headers: { 'if-match': '"3"' },
			body: { title: 'Oat milk' }
		});
		expect(store.todo('a')).toMatchObject({ title: 'Oat milk', version: 4 });
		expect(store.waiting).toEqual([]);
	});

	it('survives a reload while there is no connection, and is sent afterwards', async () => {
		edit(milk, { title: 'Oat milk' });
		await settled(1);
		store.close();
		await store.open(`user-${user}`);
		expect(store.todo('a')?.title).toBe('Oat milk');

		server.answers.push({ ...milk, title: 'Oat milk', version: 4 });
		await flush();

		expect(store.waiting).toEqual([]);
		expect(await store.db?.outbox.count()).toBe(0);
	});

	it('goes through when somebody else changed another field meanwhile', async () => {
		const elsewhere = { ...milk, notes: 'two bottles', version: 4 };
		server.answers.push(new ApiProblem(412, '/problems/precondition-failed', ''), elsewhere, {
			...elsewhere,
			title: 'Oat milk',
			version: 5
		});

		edit(milk, { title: 'Oat milk' });
		await settled(3);

		expect(server.calls[2]?.headers).toEqual({ 'if-match': '"4"' });
		expect(store.todo('a')).toMatchObject({ title: 'Oat milk', notes: 'two bottles' });
		expect(toasts.current).toBeNull();
	});

	it('says so when somebody else changed the same field, and shows theirs', async () => {
		server.answers.push(new ApiProblem(412, '/problems/precondition-failed', ''), {
			...milk,
			title: 'Soy milk',
			version: 4
		});

		edit(milk, { title: 'Oat milk' });
		await settled(2);

		expect(store.todo('a')?.title).toBe('Soy milk');
		expect(toasts.current?.text).toContain('was changed somewhere else');
		expect(toasts.current?.action?.label).toBe('Save mine');
	});

	it('waits for the answer to its first sending', async () => {
		server.answers.push(new ApiProblem(409, '/problems/request-in-flight', ''));

		add({ title: 'Bread' });
		await settled(1);
		expect(store.waiting).toHaveLength(1);

		server.answers.push({ ...milk, id: store.waiting[0]?.todo_id, title: 'Bread', version: 1 });
		await flush();

		expect(server.calls[1]?.headers).toEqual(server.calls[0]?.headers);
		expect(store.waiting).toEqual([]);
		expect(toasts.current?.text).toContain('Added');
	});

	it('says which date of a repeating task is done, so that a repeat moves it on once', async () => {
		const recurrence = { rrule: 'FREQ=DAILY', from_completion: false };
		const plants = { ...milk, id: 'p', recurrence, due: { date: '2026-01-05', time: null, timezone: 'UTC' } };
		store.take(plants);

		complete(plants);
		complete(milk);
		await settled(1);
		server.answers.push(plants, milk);
		await flush();

		expect(server.calls.map(({ query }) => query)).toEqual([
			{ occurrence: '2026-01-05' },
			{ occurrence: '2026-01-05' },
			{ occurrence: undefined }
		]);
	});

	it('is taken back when the server refuses it', async () => {
		server.answers.push(new ApiProblem(422, '/problems/invalid', 'The title is too long.'), milk);

		edit(milk, { title: 'x'.repeat(999) });
		await settled(2);

		expect(store.todo('a')?.title).toBe('Milk');
		expect(toasts.current?.text).toContain('The title is too long.');
	});
});

describe('deleting a task', () => {
	it('hides it at once, and for good when it was deleted elsewhere already', async () => {
		server.answers.push(new ApiProblem(404, '/problems/todo-not-found', ''));

		remove(milk);
		expect(store.todo('a')).toBeUndefined();
		await settled(1);

		expect(store.todo('a')).toBeUndefined();
		expect(store.waiting).toEqual([]);
	});
});

describe('what the server says', () => {
	it('never goes back to an older version', () => {
		store.take({ ...milk, title: 'New', version: 5 });
		store.take({ ...milk, title: 'Old', version: 4 });

		expect(store.todo('a')?.title).toBe('New');
	});

	it('does not bring back what was deleted later', () => {
		store.forget('a', 4);
		store.take(milk);

		expect(store.todo('a')).toBeUndefined();
	});

	it('keeps what arrived while a snapshot was on its way', () => {
		const since = store.now;
		store.take({ ...milk, id: 'b', title: 'Eggs' });

		store.takeSnapshot([], since);

		expect(store.todos.map(({ title }) => title)).toEqual(['Eggs']);
	});
});
