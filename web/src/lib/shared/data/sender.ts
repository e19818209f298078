/** Sends the waiting changes, one after the other, in one tab at a time, until all are acknowledged or refused. */
import { alone } from '$lib/api/alone';
import { api, body } from '$lib/api/client';
import { ApiProblem, sentenceOf, Unreachable } from '$lib/api/problem';
import type { Todo } from '$lib/api/types';
import { toasts } from '$lib/shared/ui/toasts.svelte';
import type { Mutation } from './outbox';
import { mutationOf } from './outbox';
import { store } from './store.svelte';

const GIVE_UP_AFTER = 6; // answers of the 5xx kind to the same change
const LONGEST_PAUSE_MS = 30_000;

let isRunning = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

export function change(mutation: Mutation): void {
	void store.enqueue(mutation).then(flush);
}

export async function flush(): Promise<void> {
	if (isRunning) return;
	isRunning = true;
	clearTimeout(timer);
	let isDone: boolean;
	try {
		isDone = await alone(`voicetodo-outbox-${store.db?.name ?? ''}`, sendAll);
	} finally {
		isRunning = false;
	}
	if (isDone && store.waiting.length > 0) void flush(); // made while the lock was being given back
}

/** False where something has to wait for a later attempt. */
async function sendAll(): Promise<boolean> {
	for (let next = store.waiting[0]; next; next = store.waiting[0]) {
		store.sending = next.id;
		try {
			if (await wasSentByAnotherTab(next)) {
				store.settle(next, await current(next.todo_id));
				continue;
			}
			const answer = await send(next);
			failures = 0;
			store.settle(next, answer);
		} catch (error) {
			if (await mustWait(error)) return false;
			failures = 0;
			await refused(next, error);
		} finally {
			store.sending = null;
		}
	}
	return true;
}

async function wasSentByAnotherTab(mutation: Mutation): Promise<boolean> {
	if (!store.db || !store.isStored(mutation.id)) return false;
	return (await store.db.outbox.get(mutation.id).catch(() => mutation)) === undefined;
}

/** What the server answers: the todo as it now is, or null where it is no longer listed. */
async function send(mutation: Mutation): Promise<Todo | null> {
	const params = { path: { todo_id: mutation.todo_id } };
	const once = { 'idempotency-key': mutation.id };
	switch (mutation.kind) {
		case 'create': {
			const { id, title, notes, category_id, section_id, parent_id, priority, due, label_ids } =
				mutation.todo;
			const place = { category_id, section_id, parent_id };
			const fields = { id, title, notes, ...place, priority, due, reminders: [], label_ids };
			return body(api.POST('/v1/todos', { body: fields, headers: once }));
		}
		case 'edit': {
			const headers = mutation.base_version === null ? {} : { 'if-match': `"${mutation.base_version}"` };
			return body(api.PATCH('/v1/todos/{todo_id}', { params, body: mutation.fields, headers }));
		}
		case 'complete':
			return body(
				api.PUT('/v1/todos/{todo_id}/completion', {
					params: { ...params, query: { occurrence: mutation.occurrence } }
				})
			);
		case 'reopen':
			return body(api.DELETE('/v1/todos/{todo_id}/completion', { params }));
		case 'move':
			return body(api.PUT('/v1/todos/{todo_id}/position', { params, body: { after_id: mutation.after_id } }));
		case 'restore':
			return body(api.POST('/v1/trash/{todo_id}/restoration', { params, headers: once }));
		case 'delete':
			await api.DELETE('/v1/todos/{todo_id}', { params });
			return null;
	}
}

/** Whether the change stays in the queue; then the next attempt is already planned. */
async function mustWait(error: unknown): Promise<boolean> {
	if (error instanceof ApiProblem) return error.status === 401 || isStillAnswering(error);
	if (!(error instanceof Unreachable)) return false;
	failures++;
	if (error.status >= 500 && error.status !== 503 && failures >= GIVE_UP_AFTER) return false;
	timer = setTimeout(() => void flush(), Math.min(LONGEST_PAUSE_MS, 500 * 2 ** failures));
	return true;
}

/** The first sending of the same change has not been answered yet. */
function isStillAnswering(problem: ApiProblem): boolean {
	if (problem.slug !== 'request-in-flight') return false;
	timer = setTimeout(() => void flush(), 500);
	return true;
}

async function refused(mutation: Mutation, error: unknown): Promise<void> {
	const title = store.todo(mutation.todo_id)?.title ?? 'This task';
	if (error instanceof ApiProblem && error.status === 412 && mutation.kind === 'edit') {
		const now = await current(mutation.todo_id);
		if (now && isUntouched(now, mutation)) {
			store.take(now);
			store.waiting = store.waiting.map((other) =>
				other.id === mutation.id ? { ...mutation, base_version: now.version } : other
			);
			return;
		}
		store.settle(mutation, now);
		const overwrite = mutationOf(mutation.todo_id, { ...mutation, base_version: null });
		toasts.show(
			`“${title}” was changed somewhere else meanwhile. That version is shown, yours is not saved.`,
			{
				label: 'Save mine',
				perform: () => change(overwrite)
			}
		);
		return;
	}
	if (error instanceof ApiProblem && error.status === 404) {
		store.settle(mutation, null);
		toasts.show(`“${title}” is gone: it was deleted somewhere else.`);
		return;
	}
	store.settle(mutation, mutation.kind === 'create' ? undefined : await current(mutation.todo_id));
	toasts.show(`“${title}” could not be saved. ${sentenceOf(error)}`);
}

/** Whether others changed only fields that this edit does not. */
function isUntouched(now: Todo, mutation: Mutation & { kind: 'edit' }): boolean {
	const before = mutation.before as Record<string, unknown>;
	return Object.keys(before).every(
		(field) => JSON.stringify(now[field as keyof Todo]) === JSON.stringify(before[field])
	);
}

async function current(id: string): Promise<Todo | null | undefined> {
	try {
		return await body(api.GET('/v1/todos/{todo_id}', { params: { path: { todo_id: id } } }));
	} catch (error) {
		return error instanceof ApiProblem && error.status === 404 ? null : undefined;
	}
}
