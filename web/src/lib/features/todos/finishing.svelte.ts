/** Completing, with the moment in which the strike is seen before the row leaves. */
import { SvelteSet } from 'svelte/reactivity';
import type { Todo } from '$lib/api/types';
import { complete } from '$lib/shared/data/verbs';
import { asksFirst } from '$lib/shared/todo/completing';
import { painted } from '$lib/shared/ui/pace';

/** Ids whose strike is being drawn. */
export const finishing = new SvelteSet<string>();

export async function finish(todo: Todo): Promise<void> {
	if (!asksFirst(todo)) await finishWith(todo);
}

/** `subtasks`: what becomes of the open ones; otherwise as the person prefers. */
export async function finishWith(todo: Todo, subtasks?: 'complete' | 'leave'): Promise<void> {
	if (finishing.has(todo.id)) return;
	finishing.add(todo.id);
	await painted(); // a long list takes longer to close the gap than a press may wait for its answer
	complete(todo, subtasks);
	setTimeout(() => finishing.delete(todo.id), 420);
}
