/** Making, naming, colouring and deleting labels. Each shows at once, and is sent when it can be. */
import { m } from '$lib/paraglide/messages';
import type { Label } from '$lib/api/types';
import { mutationOf } from '$lib/shared/data/mutations';
import { store } from '$lib/shared/data/store.svelte';
import { change } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';
import { arrange } from '$lib/shared/data/verbs';
import { newId } from '$lib/shared/data/uuid';

export function createLabel(name: string, color: string | null = null): Label {
	const label: Label = { id: newId(), name, color, owner_id: null, version: 0 };
	change(mutationOf({ kind: 'create_label', id: label.id, name, color }, { thing: label }));
	return label;
}

export function changeLabel({ id }: Label, fields: { name: string; color: string | null }): void {
	change(mutationOf({ kind: 'update_label', id, ...fields }));
}

/** Taken back, it is made anew and put on again what carried it. */
export function deleteLabel({ id, name, color }: Label): void {
	const todos = store.todos.filter(({ label_ids }) => label_ids.includes(id));
	change(mutationOf({ kind: 'delete_label', id }));
	announce({
		words: m.todos_label_deleted({ name }),
		undo: () => {
			const label = createLabel(name, color);
			for (const todo of todos) {
				const kept = (store.todo(todo.id) ?? todo).label_ids.filter((each) => each !== id);
				arrange(todo, { label_ids: [...kept, label.id] });
			}
		}
	});
}
