/** Completing a task with open subtasks, where the person prefers to be asked what becomes of these. */
import type { Todo } from '$lib/api/types';
import { store } from '$lib/shared/data/store.svelte';
import { preferences } from '$lib/shared/preferences.svelte';
import { overlays } from '$lib/shared/ui/overlays.svelte';
import { isOpen } from './rooms';

/** Whether the question stands on the screen now, and completing the task waits for its answer. */
export function asksFirst(todo: Todo): boolean {
	// What repeats only moves on.
	if (preferences.now.completing_parent !== 'ask' || todo.recurrence || openBelow(todo.id).length === 0)
		return false;
	overlays.show('subtasks', todo.id);
	return true;
}

/** All open ones, however far below. */
export function openBelow(todoId: string): Todo[] {
	return store.subtasksOf(todoId).flatMap((todo) => [...(isOpen(todo) ? [todo] : []), ...openBelow(todo.id)]);
}
