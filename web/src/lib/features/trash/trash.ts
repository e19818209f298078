/** What was deleted and can come back, as the server keeps it. */
import { api, body } from '$lib/api/client';
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { mutationOf } from '$lib/shared/data/mutations';
import { store } from '$lib/shared/data/store.svelte';
import { change, sync } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';
import { discard } from '$lib/shared/data/verbs';

const DAY_MS = 86_400_000;

/** What was deleted at once: a task, and how many that stood below it. */
export interface Heap {
	todo: Todo;
	below: number;
}

/** The latest first. What was deleted here a moment ago is among them. Throws ApiProblem or Unreachable. */
export async function deletedTodos(cursor?: string) {
	if (!cursor) await sync();
	return body(api.GET('/v1/trash', { params: { query: cursor ? { cursor } : {} } }));
}

/** Those that are still deleted, each with what went along with it. */
export function heapsOf(deleted: readonly Todo[], isBack: (id: string) => boolean): Heap[] {
	const known = new Map(deleted.filter(({ id }) => !isBack(id)).map((todo) => [todo.id, todo]));
	const heaps = new Map<string, Heap>();
	for (const todo of known.values()) {
		const top = topOf(todo, known);
		const heap = heaps.get(top.id) ?? { todo: top, below: 0 };
		if (todo !== top) heap.below++;
		heaps.set(top.id, heap);
	}
	return [...heaps.values()];
}

function topOf(todo: Todo, known: ReadonlyMap<string, Todo>): Todo {
	const parent = known.get(todo.parent_id ?? '');
	return parent && parent.deleted_at === todo.deleted_at ? topOf(parent, known) : todo;
}

/** Without a task, and without all that stands below it. */
export function without(deleted: readonly Todo[], id: string): Todo[] {
	const parents = new Map(deleted.map((todo) => [todo.id, todo.parent_id ?? '']));
	const isBelow = (each: string): boolean => each === id || (each !== '' && isBelow(parents.get(each) ?? ''));
	return deleted.filter((todo) => !isBelow(todo.id));
}

/** How many days it waits yet; the last day is 0. */
export function daysLeft(
	{ deleted_at }: Pick<Todo, 'deleted_at'>,
	retentionDays: number,
	now = Date.now()
): number {
	const gone = Date.parse(deleted_at ?? '') + retentionDays * DAY_MS;
	return Math.max(0, Math.floor((gone - now) / DAY_MS));
}

/** Shown at once where it stood; what was deleted with it follows. */
export function restore(todo: Todo): void {
	const isParentThere = store.todo(todo.parent_id ?? '') !== undefined;
	const thing = { ...todo, deleted_at: null, parent_id: isParentThere ? (todo.parent_id ?? null) : null };
	change(mutationOf({ kind: 'restore_todo', id: todo.id }, { thing }));
	announce({ words: m.trash_restored({ title: todo.title }), undo: () => discard(todo) });
}

/** What stands below it goes, too. Throws ApiProblem or Unreachable. */
export async function purge({ id }: Todo): Promise<void> {
	await body(api.DELETE('/v1/trash/{todo_id}', { params: { path: { todo_id: id } } }));
}

/** Throws ApiProblem or Unreachable. */
export async function emptyTrash(): Promise<void> {
	await body(api.DELETE('/v1/trash'));
}
