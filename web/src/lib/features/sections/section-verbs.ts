/** Making, naming and deleting sections of a list. Each shows at once, and is sent when it can be. */
import { m } from '$lib/paraglide/messages';
import type { Section } from '$lib/api/types';
import { mutationOf } from '$lib/shared/data/mutations';
import { between } from '$lib/shared/data/ordering';
import { placeBack } from '$lib/shared/data/placing';
import { store } from '$lib/shared/data/store.svelte';
import { change } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';
import { arrange } from '$lib/shared/data/verbs';
import { newId } from '$lib/shared/data/uuid';

export function createSection(categoryId: string, name: string): Section {
	const now = new Date().toISOString();
	const position = between(store.sectionsOf(categoryId).at(-1)?.position ?? null, null);
	const section = {
		id: newId(),
		category_id: categoryId,
		name,
		position,
		created_at: now,
		updated_at: now,
		version: 0
	};
	change(
		mutationOf({ kind: 'create_section', id: section.id, category_id: categoryId, name }, { thing: section })
	);
	return section;
}

export function renameSection({ id }: Section, name: string): void {
	change(mutationOf({ kind: 'update_section', id, name }));
}

/** Its tasks stay in the list, in no section. Taken back, it is made anew and they return. */
export function deleteSection(section: Section): void {
	const todos = store.todos.filter(({ section_id }) => section_id === section.id);
	change(mutationOf({ kind: 'delete_section', id: section.id, todos: 'category' }));
	announce({
		words: m.sections_deleted({ name: section.name }),
		undo: () => {
			const made = createSection(section.category_id, section.name);
			placeBack('move_section', made, section.position, store.sectionsOf(section.category_id));
			for (const todo of todos) arrange(todo, { section_id: made.id });
		}
	});
}
