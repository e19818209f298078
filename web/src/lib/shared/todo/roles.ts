/** What somebody may do in a list: its owner and editors all, commenters speak, viewers look. */
import type { Category, Todo } from '$lib/api/types';
import { store } from '$lib/shared/data/store.svelte';

type Role = Category['role'];

export function mayEdit({ role }: { role: Role }): boolean {
	return role === 'owner' || role === 'editor';
}

export function mayComment(list: { role: Role }): boolean {
	return mayEdit(list) || list.role === 'commenter';
}

/** In the list where a task stands; what stands in none is one's own, and in the archive everybody only looks. */
export function roleIn({ category_id }: Pick<Todo, 'category_id'>): Role {
	if (store.isArchived(category_id)) return 'viewer';
	return store.category(category_id ?? null)?.role ?? 'owner';
}

export function mayEditTodo(todo: Pick<Todo, 'category_id'>): boolean {
	return mayEdit({ role: roleIn(todo) });
}

/** Whether others are there as well, who may be given it. */
export function isShared({ category_id }: Pick<Todo, 'category_id'>): boolean {
	return store.category(category_id ?? null)?.is_shared ?? false;
}
