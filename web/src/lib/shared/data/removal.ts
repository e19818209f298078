/** What goes with what is gone. The server names the first alone, as it keeps no record of what a client has. */
import type { SyncAnswer } from '$lib/api/types';
import { KINDS, type Kind } from './kinds';
import type { Shelves } from './shelf.svelte';

/** What an answer takes out, named or not: with a category goes what stands in it. */
export function removedBy(answer: SyncAnswer, shelves: Shelves): Record<Kind, Set<string>> {
	const removed = Object.fromEntries(KINDS.map((kind) => [kind, new Set(answer.removed[kind])])) as Record<
		Kind,
		Set<string>
	>;
	const came = new Map(answer.todos.map((todo) => [todo.id, todo]));
	if (removed.categories.size > 0)
		for (const todo of shelves.todos.acknowledgedAll())
			if (removed.categories.has((came.get(todo.id) ?? todo).category_id ?? '')) removed.todos.add(todo.id);
	return removed;
}

/** What hangs on nothing any more: comments and files of what is gone, and labels of others that nothing carries. */
export function orphans(shelves: Shelves): [Kind, string][] {
	const found: [Kind, string][] = [];
	const isGone = (id: string) => !shelves.todos.acknowledged(id);
	for (const { id, todo_id } of shelves.comments.acknowledgedAll())
		if (isGone(todo_id)) found.push(['comments', id]);
	for (const { id, todo_id, comment_id } of shelves.attachments.acknowledgedAll())
		if (isGone(todo_id) || (comment_id && !shelves.comments.acknowledged(comment_id)))
			found.push(['attachments', id]);
	const ofOthers = shelves.labels.acknowledgedAll().filter(({ owner_id }) => owner_id);
	if (ofOthers.length > 0) {
		const carried = new Set(shelves.todos.acknowledgedAll().flatMap(({ label_ids }) => label_ids));
		for (const { id } of ofOthers) if (!carried.has(id)) found.push(['labels', id]);
	}
	return found;
}
