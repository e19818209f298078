/** What people do to their tasks. Each shows at once, is sent when it can be, and can be taken back. */
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { copy } from './copy';
import { mutationOf, type Change, type Mutation } from './mutations';
import { arePrepared, nextOf, prepareNextDates } from './next-dates';
import { occurrenceNamed } from './occurrence-named';
import { between, neighbours } from './ordering';
import { store } from './store.svelte';
import { change } from './sync';
import { announce, remember } from './undo';
import { newId } from './uuid';

type OfSubtasks = 'complete' | 'leave';

/** What people set of a task. */
export type Fields = Partial<
	Pick<
		Todo,
		| 'title'
		| 'notes'
		| 'category_id'
		| 'section_id'
		| 'parent_id'
		| 'priority'
		| 'start_date'
		| 'due'
		| 'deadline'
		| 'duration_minutes'
		| 'label_ids'
		| 'recurrence'
		| 'reminders'
		| 'assignee'
		| 'assignee_id'
	>
>;

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
	change(mutationOf({ kind: 'create_todo', id: todo.id, ...fields } as Change, { thing: todo }));
	announce({
		words: m.data_added({ title: todo.title }),
		undo: () => discard(todo)
	});
	return todo;
}

/** `subtasks`: what becomes of the open ones; otherwise as the person prefers. */
export function complete(todo: Todo, subtasks?: OfSubtasks): void {
	fulfil(todo, subtasks);
	announce({ words: m.data_completed({ title: todo.title }), undo: () => uncomplete(todo) });
}

export function reopen(todo: Todo): void {
	change(mutationOf({ kind: 'reopen_todo', id: todo.id }));
	announce({
		words: m.data_reopened({ title: todo.title }),
		undo: () => fulfil(todo, 'complete')
	});
}

export function edit(todo: Todo, fields: Fields): void {
	const before = picked(todo, fields);
	if (JSON.stringify(before) === JSON.stringify(picked({ ...todo, ...fields }, fields))) return;
	put(todo.id, fields);
	remember({ words: m.data_changed({ title: todo.title }), undo: () => put(todo.id, before) });
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
		words: m.data_deleted({ title: todo.title }),
		undo: () => bringBack(todo),
		link: { label: m.ui_show(), href: '/trash' }
	});
}

/** Moves `todo` to `index` among `ordered`, which holds it. */
export function move(todo: Todo, ordered: Todo[], index: number): void {
	const was = neighbours(
		ordered,
		todo.id,
		ordered.findIndex((other) => other.id === todo.id)
	);
	const { before, after } = neighbours(ordered, todo.id, index);
	if (before?.id === was.before?.id) return;
	place(todo, between(before?.position ?? null, after?.position ?? null), before, after);
	remember({
		words: m.data_moved({ title: todo.title }),
		undo: () => place(todo, todo.position, was.before, was.after)
	});
}

/** Moves `todo` to `index` among `others` of a section; null is none of the list's. */
export function placeInSection(todo: Todo, sectionId: string | null, others: Todo[], index: number): void {
	const [before, after] = [others[index - 1] ?? null, others[index] ?? null];
	const was = { section_id: todo.section_id ?? null };
	if (was.section_id !== sectionId) put(todo.id, { section_id: sectionId });
	place(todo, between(before?.position ?? null, after?.position ?? null), before, after);
	remember({
		words: m.data_moved({ title: todo.title }),
		undo: () => put(todo.id, was)
	});
}

function place({ id }: Todo, position: string, before: Todo | null, after: Todo | null): void {
	const beside = { after_id: before?.id ?? null, before_id: after?.id ?? null };
	change(mutationOf({ kind: 'move_todo', id, ...beside }, { position }));
}

/** Labels are put on and taken off one by one, so that those that others put on meanwhile stay. */
function put(id: string, { label_ids, ...fields }: Fields): void {
	const had = store.todo(id)?.label_ids ?? [];
	const labels = label_ids && {
		add_label_ids: label_ids.filter((each) => !had.includes(each)),
		remove_label_ids: had.filter((each) => !label_ids.includes(each))
	};
	change(mutationOf({ kind: 'update_todo', id, ...fields, ...labels } as Change));
}

/** What `fields` name, as it is now: the way back from setting them. */
export function picked(todo: Todo, fields: Fields): Fields {
	return Object.fromEntries(Object.keys(fields).map((field) => [field, todo[field as keyof Todo]]));
}

/** Completes as part of something else that has its own way back, `uncomplete`. */
export function fulfil(todo: Todo, subtasks?: OfSubtasks): void {
	const { id, recurrence } = todo;
	const occurrence = occurrenceNamed(todo);
	const now = new Date();
	const mutation = mutationOf(
		{
			kind: 'complete_todo',
			id,
			completed_at: now.toISOString(),
			...(occurrence && { occurrence }),
			...(subtasks && { subtasks })
		},
		goingOn(todo, now)
	);
	change(mutation);
	if (!recurrence || arePrepared()) return;
	// Done, it is shown as done until it is known when it comes next.
	void prepareNextDates().then(
		() => copy.explain(mutation, goingOn(todo, now)),
		() => undefined
	);
}

function goingOn(todo: Todo, now: Date): Mutation['shown'] {
	const fields = nextOf(todo, now);
	if (!fields) return undefined;
	const reopened = doneBelow(todo.id);
	return reopened.length > 0 ? { fields, reopened } : { fields };
}

/** However far below. */
function doneBelow(todoId: string): string[] {
	return store
		.subtasksOf(todoId)
		.flatMap(({ id, completed_at }) => [...(completed_at ? [id] : []), ...doneBelow(id)]);
}

/** A repeating task moved on when it was completed, or ended with the last of its dates: it also gets back what moved. */
export function uncomplete(todo: Todo): void {
	const occurrence = occurrenceNamed(todo);
	change(mutationOf({ kind: 'reopen_todo', id: todo.id, ...(occurrence && { occurrence }) }));
	if (todo.recurrence) put(todo.id, asItStood(todo));
}

/** What moves when a repeating task goes on. With its date goes which occurrence that is, or it would be taken for one that was moved there. */
export function asItStood({ due, start_date, deadline, recurrence, reminders }: Todo): Fields {
	const occurrence = recurrence?.occurrence ?? due?.date ?? null;
	return { due, start_date, deadline, reminders, recurrence: recurrence && { ...recurrence, occurrence } };
}

/** Sets fields as part of something else that has its own way back. */
export function arrange(todo: Todo, fields: Fields): void {
	put(todo.id, fields);
}

/** Deletes as part of something else that has its own way back. */
export function discard(todo: Todo): void {
	change(mutationOf({ kind: 'delete_todo', id: todo.id }));
}

/** The way back from `discard`. */
export function bringBack(todo: Todo): void {
	change(mutationOf({ kind: 'restore_todo', id: todo.id }, { thing: todo }));
}
