/** What people do to their tasks. Each shows at once, is sent when it can be, and can be taken back. */
import type { Todo } from '$lib/api/types';
import { between, neighbours } from './ordering';
import { mutationOf, type Fields, type Mutation } from './outbox';
import { change } from './sender';
import { store } from './store.svelte';
import { announce, remember } from './undo';
import { newId } from './uuid';

export function add(fields: Fields & { title: string }): Todo {
	const now = new Date().toISOString();
	const siblings = store.todos.filter((todo) => todo.category_id === (fields.category_id ?? null));
	const last =
		siblings
			.map((todo) => todo.position)
			.sort()
			.at(-1) ?? null;
	const todo: Todo = {
		id: newId(),
		notes: '',
		category_id: null,
		section_id: null,
		parent_id: null,
		priority: 4,
		start_date: null,
		due: null,
		deadline: null,
		duration_minutes: null,
		recurrence: null,
		reminders: [],
		label_ids: [],
		assignee: null,
		assignee_id: null,
		created_by: null,
		...fields,
		position: between(last, null),
		completed_at: null,
		created_at: now,
		updated_at: now,
		deleted_at: null,
		source: 'web',
		command_id: null,
		version: 0
	};
	change(mutationOf(todo.id, { kind: 'create', todo }));
	announce({
		words: `Added “${todo.title}”`,
		undo: () => discard(todo)
	});
	return todo;
}

export function complete(todo: Todo): void {
	change(completionOf(todo));
	announce({ words: `Completed “${todo.title}”`, undo: () => uncomplete(todo) });
}

export function reopen(todo: Todo): void {
	change(mutationOf(todo.id, { kind: 'reopen' }));
	announce({
		words: `Reopened “${todo.title}”`,
		undo: () => change(completionOf(todo))
	});
}

function completionOf({ id, recurrence, due }: Todo): Mutation {
	const at = new Date().toISOString();
	return mutationOf(id, { kind: 'complete', at, ...(recurrence && due ? { occurrence: due.date } : {}) });
}

/** A repeating task moved on when it was completed, or ended with the last of its dates: it also gets back what moved. */
function uncomplete(todo: Todo): void {
	change(mutationOf(todo.id, { kind: 'reopen' }));
	const { due, deadline, recurrence } = todo;
	if (recurrence) put(todo.id, { due, deadline, recurrence });
}

/** `seen` is the server's version the person had before them when they began to type; by default the latest. */
export function edit(todo: Todo, fields: Fields, seen?: Todo): void {
	const before = picked(todo, fields);
	if (JSON.stringify(before) === JSON.stringify(picked({ ...todo, ...fields }, fields))) return;
	put(todo.id, fields, seen);
	remember({ words: `Changed “${todo.title}”`, undo: () => put(todo.id, before) });
}

/** Like `edit`, and says so. */
export function editAloud(todo: Todo, fields: Fields, words: string): void {
	const before = picked(todo, fields);
	put(todo.id, fields);
	announce({ words, undo: () => put(todo.id, before) });
}

export function remove(todo: Todo): void {
	discard(todo);
	announce({
		words: `Deleted “${todo.title}”`,
		undo: () => change(mutationOf(todo.id, { kind: 'restore', todo }))
	});
}

/** Moves `todo` to `index` among `ordered`, which holds it. */
export function move(todo: Todo, ordered: Todo[], index: number): void {
	const was = neighbours(
		ordered,
		todo.id,
		ordered.findIndex((other) => other.id === todo.id)
	).before;
	const { before, after } = neighbours(ordered, todo.id, index);
	if (before?.id === was?.id) return;
	const position = between(before?.position ?? null, after?.position ?? null);
	change(mutationOf(todo.id, { kind: 'move', after_id: before?.id ?? null, position }));
	remember({
		words: `Moved “${todo.title}”`,
		undo: () =>
			change(mutationOf(todo.id, { kind: 'move', after_id: was?.id ?? null, position: todo.position }))
	});
}

function put(id: string, fields: Fields, acknowledged = store.acknowledged(id)): void {
	change(
		mutationOf(id, {
			kind: 'edit',
			fields,
			before: acknowledged ? picked(acknowledged, fields) : {},
			base_version: acknowledged?.version ?? null
		})
	);
}

function picked(todo: Todo, fields: Fields): Fields {
	return Object.fromEntries(Object.keys(fields).map((field) => [field, todo[field as keyof Todo]]));
}

/** Sets fields as part of something else that has its own way back. */
export function arrange(todo: Todo, fields: Fields): void {
	put(todo.id, fields);
}

/** Deletes as part of something else that has its own way back. */
export function discard(todo: Todo): void {
	change(mutationOf(todo.id, { kind: 'delete', at: new Date().toISOString() }));
}
