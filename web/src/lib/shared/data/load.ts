/** The whole of the user's open todos, lists and labels, fetched page by page. */
import { api, body } from '$lib/api/client';
import type { Todo } from '$lib/api/types';
import { store } from './store.svelte';

interface Page<T> {
	items: T[];
	next_cursor?: string | null;
}

/** Throws ApiProblem or Unreachable; what was known before then stays. */
export async function loadAll(): Promise<void> {
	const since = store.now;
	const [todos, categories, labels] = await Promise.all([
		pages((cursor) =>
			body(api.GET('/v1/todos', { params: { query: { status: 'open', limit: 200, cursor } } }))
		),
		body(api.GET('/v1/categories', {})),
		body(api.GET('/v1/labels', {}))
	]);
	store.takeCategories(categories.items);
	store.takeLabels(labels.items);
	store.takeSnapshot(todos, since);
}

/** What was completed lately in one list (`inbox` or a category's id). */
export async function loadCompleted(categoryId: string): Promise<Todo[]> {
	const query = { status: 'completed', category_id: categoryId, sort: '-completed_at', limit: 50 } as const;
	const page: Page<Todo> = await body(api.GET('/v1/todos', { params: { query } }));
	store.take(...page.items);
	return page.items;
}

async function pages<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> {
	const items: T[] = [];
	let cursor: string | undefined;
	do {
		const page: Page<T> = await fetchPage(cursor);
		items.push(...page.items);
		cursor = page.next_cursor ?? undefined;
	} while (cursor);
	return items;
}
