/**
 * Changes not yet acknowledged. What the page shows is always the server's last word with these laid over it, in order:
 * an accepted change is replaced by the server's answer, a refused one simply falls away.
 */
import type { Todo } from '$lib/api/types';
import { newId } from './uuid';

export type Fields = Partial<
	Pick<
		Todo,
		| 'title'
		| 'notes'
		| 'category_id'
		| 'section_id'
		| 'parent_id'
		| 'priority'
		| 'due'
		| 'label_ids'
		| 'recurrence'
		| 'deadline'
		| 'assignee'
	>
>;

export type Change =
	| { kind: 'create'; todo: Todo }
	/** `before` holds the edited fields as the server last had them, to tell a real conflict from a mere newer version. */
	| { kind: 'edit'; fields: Fields; before: Fields; base_version: number | null }
	/** `occurrence` is the date that is done of a task that repeats: sent twice, it moves on once. */
	| { kind: 'complete'; at: string; occurrence?: string }
	| { kind: 'reopen' }
	| { kind: 'delete'; at: string }
	| { kind: 'restore'; todo: Todo }
	| { kind: 'move'; after_id: string | null; position: string };

export type Mutation = Change & {
	/** UUIDv7: sorts in the order of making, and is the Idempotency-Key. */
	id: string;
	todo_id: string;
};

export function mutationOf(todoId: string, change: Change): Mutation {
	return { ...change, id: newId(), todo_id: todoId };
}

/** `todo` as it will be once `mutations` (its own, oldest first) are accepted; null where it is gone. */
export function overlay(todo: Todo | null, mutations: readonly Mutation[]): Todo | null {
	return mutations.reduce(applied, todo);
}

function applied(todo: Todo | null, mutation: Mutation): Todo | null {
	if (mutation.kind === 'create' || mutation.kind === 'restore') return todo ?? mutation.todo;
	if (!todo) return null;
	switch (mutation.kind) {
		case 'edit':
			return { ...todo, ...mutation.fields };
		case 'complete':
			return { ...todo, completed_at: mutation.at };
		case 'reopen':
			return { ...todo, completed_at: null };
		case 'move':
			return { ...todo, position: mutation.position };
		case 'delete':
			return null;
	}
}

/**
 * Whether `later` makes `earlier` needless, so that typing in a field leaves one change behind and not thirty. Only
 * the very last waiting change may be replaced, and never one that is on its way.
 */
export function merged(earlier: Mutation, later: Mutation): Mutation | null {
	if (earlier.kind !== 'edit' || later.kind !== 'edit' || earlier.todo_id !== later.todo_id) return null;
	return {
		...earlier,
		fields: { ...earlier.fields, ...later.fields },
		before: { ...later.before, ...earlier.before }
	};
}

/** After the server answered with `version`, the later edits of the same todo stand on that version. */
export function rebased(mutation: Mutation, todoId: string, version: number): Mutation {
	if (mutation.kind !== 'edit' || mutation.todo_id !== todoId) return mutation;
	return { ...mutation, base_version: version };
}
