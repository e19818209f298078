/** Making, changing and deleting filters. Each shows at once, and is sent when it can be. */
import { api, body } from '$lib/api/client';
import { inWords } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import type { CheckedQuery, Filter, Todo } from '$lib/api/types';
import { mutationOf } from '$lib/shared/data/mutations';
import { between } from '$lib/shared/data/ordering';
import { placeBack } from '$lib/shared/data/placing';
import { store } from '$lib/shared/data/store.svelte';
import { change } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';
import { newId } from '$lib/shared/data/uuid';
import { deviceZone } from '$lib/shared/dates/calendar';

type Words = Pick<Filter, 'name' | 'query'> & Partial<Pick<Filter, 'color' | 'is_favorite'>>;

export function createFilter(words: Words): Filter {
	const filter = madeOf(newId(), words);
	put(filter);
	return filter;
}

export function changeFilter({ id }: Filter, words: Words): void {
	change(mutationOf({ kind: 'update_filter', id, ...words }));
}

export function deleteFilter(filter: Filter): void {
	change(mutationOf({ kind: 'delete_filter', id: filter.id }));
	announce({ words: m.filters_deleted({ name: filter.name }), undo: () => makeAnew(filter) });
}

function makeAnew(filter: Filter): void {
	placeBack('move_filter', createFilter(filter), filter.position, store.filters);
}

/** What the server makes of a query. Throws ApiProblem or Unreachable, as does what follows. */
export async function checkQuery(query: string): Promise<CheckedQuery> {
	const checked = await body(
		api.POST('/v1/filters/check', { params: { query: { timezone: deviceZone() } }, body: { query } })
	);
	const [mistake = null] = await inWords(checked.mistake ? [checked.mistake] : []);
	return { ...checked, mistake };
}

export async function todosOf(filterId: string): Promise<Todo[]> {
	const params = { path: { filter_id: filterId }, query: { timezone: deviceZone(), limit: 200 } };
	return (await body(api.GET('/v1/filters/{filter_id}/todos', { params }))).items;
}

function madeOf(id: string, { name, query, color = null, is_favorite = false }: Words): Filter {
	const now = new Date().toISOString();
	const position = between(store.filters.at(-1)?.position ?? null, null);
	return {
		id,
		name,
		query,
		color,
		is_favorite,
		position,
		created_at: now,
		updated_at: now,
		version: 0
	};
}

function put(filter: Filter): void {
	const { id, name, query, color, is_favorite } = filter;
	change(mutationOf({ kind: 'create_filter', id, name, query, color, is_favorite }, { thing: filter }));
}
