/** The tasks that were chosen to be changed together: what is done to one of them is done to all. */
import { SvelteSet } from 'svelte/reactivity';
import type { Todo } from '$lib/api/types';
import { store } from '$lib/shared/data/store.svelte';
import { mayEditTodo } from '$lib/shared/todo/roles';
import { isOpen } from '$lib/shared/todo/rooms';

const ids = new SvelteSet<string>();
let latest = '';

export const chosen = {
	/** Those that are still to be done, and may be changed. */
	get todos(): Todo[] {
		return [...ids].flatMap((id) => open(id) ?? []);
	},

	get isAny(): boolean {
		return [...ids].some((id) => open(id) !== undefined);
	},

	has(id: string): boolean {
		return ids.has(id);
	},

	toggle({ id }: Todo): void {
		if (ids.has(id)) ids.delete(id);
		else if (open(id)) ids.add(id);
		latest = id;
	},

	/** All from the one that was chosen last to this, in the `order` in which they are seen. */
	extend({ id }: Todo, order: readonly string[]): void {
		const [from, to] = [order.indexOf(latest), order.indexOf(id)];
		const range = from < 0 ? [id] : order.slice(Math.min(from, to), Math.max(from, to) + 1);
		for (const each of range) if (open(each)) ids.add(each);
		latest = id;
	},

	clear(): void {
		ids.clear();
		latest = '';
	}
};

function open(id: string): Todo | undefined {
	const todo = store.todo(id);
	return todo && isOpen(todo) && mayEditTodo(todo) ? todo : undefined;
}
