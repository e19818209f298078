/** What people do to their lists. Each shows at once, and is sent when it can be; a copy alone needs the server. */
import { api, body } from '$lib/api/client';
import { m } from '$lib/paraglide/messages';
import type { Category, Section, Todo } from '$lib/api/types';
import { changeLater } from '$lib/shared/data/later';
import { mutationOf, type Change } from '$lib/shared/data/mutations';
import { between } from '$lib/shared/data/ordering';
import { placeBack } from '$lib/shared/data/placing';
import { store } from '$lib/shared/data/store.svelte';
import { change, sync } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';
import { arrange } from '$lib/shared/data/verbs';
import { nextColor } from '$lib/shared/todo/colors';
import { newId } from '$lib/shared/data/uuid';

/** What people set of a list. */
export type ListFields = Partial<
	Pick<Category, 'name' | 'color' | 'description' | 'parent_id' | 'is_favorite'>
>;

export function createList(fields: ListFields & { name: string }): Category {
	const now = new Date().toISOString();
	const category: Category = {
		id: newId(),
		color: nextColor(store.categories),
		description: '',
		parent_id: null,
		is_favorite: false,
		...fields,
		is_shared: false,
		role: 'owner',
		position: between(store.categories.at(-1)?.position ?? null, null),
		archived_at: null,
		created_at: now,
		updated_at: now,
		version: 0
	};
	const { id, name, color, description, parent_id, is_favorite } = category;
	const made = { kind: 'create_category', id, name, color, description, parent_id, is_favorite };
	change(mutationOf(made as Change, { thing: category }));
	return category;
}

export function changeList({ id }: Category, fields: ListFields): void {
	change(mutationOf({ kind: 'update_category', id, ...fields } as Change));
}

/** The same once more, with its sections and open tasks. Throws ApiProblem or Unreachable. */
export async function duplicateList({ id, name }: Category): Promise<Category> {
	await sync();
	const params = { path: { category_id: id } };
	const made = await body(
		api.POST('/v1/categories/{category_id}/duplicates', { params, body: { with_completed: false } })
	);
	await sync();
	announce({ words: m.lists_duplicated({ name }), undo: () => revert(made.change_set_id) });
	return made;
}

async function revert(changeSetId: string): Promise<void> {
	const params = { path: { change_set_id: changeSetId } };
	await body(api.PUT('/v1/change-sets/{change_set_id}/reversion', { params }));
	await sync();
}

/** Its tasks move to the inbox. Taken back, they return with their sections, and so do the lists below it. */
export function deleteList(category: Category): void {
	const filled: Filled = {
		category,
		sections: store.sectionsOf(category.id),
		todos: store.todosIn(category.id),
		below: store.categories.filter(({ parent_id }) => parent_id === category.id)
	};
	changeLater(mutationOf({ kind: 'delete_category', id: category.id, todos: 'inbox' }), {
		words: m.lists_deleted({ name: category.name }),
		anew: () => refill(filled)
	});
}

interface Filled {
	category: Category;
	sections: Section[];
	todos: Todo[];
	below: Category[];
}

/** All but the people it was shared with: they have to be invited again, which is the sentence it answers. */
function refill({ category, sections, todos, below }: Filled): string | undefined {
	const { name, description, parent_id, is_favorite, is_shared } = category;
	const color = category.color ?? nextColor(store.categories);
	const parent = store.category(parent_id ?? null) ? parent_id : null;
	const list = createList({ name, color, description, is_favorite, parent_id: parent });
	const { id: category_id } = list;
	const beside = store.categories.filter((other) => (other.parent_id ?? null) === (parent ?? null));
	placeBack('move_category', list, category.position, beside);
	const made = new Map(
		sections.map((section) => [section.id, { ...section, id: newId(), category_id, version: 0 }])
	);
	for (const section of made.values()) {
		const { id, name: called } = section;
		change(mutationOf({ kind: 'create_section', id, category_id, name: called }, { thing: section }));
	}
	for (const todo of todos)
		arrange(todo, { category_id, section_id: made.get(todo.section_id ?? '')?.id ?? null });
	for (const list of below) changeList(list, { parent_id: category_id });
	return is_shared ? m.lists_back_alone({ name }) : undefined;
}
