/** Completing, with the moment in which the strike is seen before the row leaves. */
import { SvelteSet } from 'svelte/reactivity';
import { tick } from 'svelte';
import type { Todo } from '$lib/api/types';
import { complete } from '$lib/shared/data/verbs';

/** Ids whose strike is being drawn. */
export const finishing = new SvelteSet<string>();

export async function finish(todo: Todo): Promise<void> {
	if (finishing.has(todo.id)) return;
	finishing.add(todo.id);
	await tick();
	complete(todo);
	setTimeout(() => finishing.delete(todo.id), 420);
}
