/** Making, naming, colouring and deleting lists. These need the server at once; each throws ApiProblem or Unreachable. */
import { api, body } from '$lib/api/client';
import type { Category } from '$lib/api/types';
import { store } from '$lib/shared/data/store.svelte';
import { newId } from '$lib/shared/data/uuid';

export async function createList(name: string, color: string): Promise<Category> {
	const headers = { 'idempotency-key': newId() };
	const category = await body(
		api.POST('/v1/categories', { body: { name, color, description: '', is_favorite: false }, headers })
	);
	keep(category);
	return category;
}

export async function changeList(category: Category, fields: { name: string; color: string }): Promise<void> {
	const params = { path: { category_id: category.id } };
	const headers = { 'if-match': `"${category.version}"` };
	keep(await body(api.PATCH('/v1/categories/{category_id}', { params, body: fields, headers })));
}

/** Its tasks move to the inbox. */
export async function deleteList(category: Category): Promise<void> {
	await api.DELETE('/v1/categories/{category_id}', { params: { path: { category_id: category.id } } });
	store.takeCategories(store.categories.filter(({ id }) => id !== category.id));
}

function keep(category: Category): void {
	store.takeCategories([...store.categories.filter(({ id }) => id !== category.id), category]);
}
