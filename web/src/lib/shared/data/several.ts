/** What people do to several tasks at once: sent together, told once, and taken back in one step. */
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { announce } from './undo';
import { arrange, bringBack, discard, fulfil, picked, uncomplete, type Fields } from './verbs';

export function completeAll(todos: readonly Todo[]): void {
	todos.forEach((todo) => fulfil(todo));
	announce({
		words: m.data_completed_all({ count: todos.length }),
		undo: () => todos.forEach((todo) => uncomplete(todo))
	});
}

export function removeAll(todos: readonly Todo[]): void {
	todos.forEach(discard);
	announce({
		words: m.data_deleted_all({ count: todos.length }),
		undo: () => todos.forEach(bringBack),
		link: { label: m.ui_show(), href: '/trash' }
	});
}

export function editAll(todos: readonly Todo[], fieldsOf: (todo: Todo) => Fields, words: string): void {
	const before = todos.map((todo) => ({ todo, fields: picked(todo, fieldsOf(todo)) }));
	for (const todo of todos) arrange(todo, fieldsOf(todo));
	announce({ words, undo: () => before.forEach(({ todo, fields }) => arrange(todo, fields)) });
}
