/** What the keys do to the task in focus. */
import { goto } from '$app/navigation';
import { page } from '$app/state';
import type { Todo } from '$lib/api/types';
import { store } from '$lib/shared/data/store.svelte';
import { edit, remove, reopen } from '$lib/shared/data/verbs';
import { editAddress } from '$lib/shared/todo/addresses';
import type { Shortcut } from '$lib/shared/ui/keyboard';
import { finish } from './finishing.svelte';

const LINKS = 'main [data-todo] a[data-testid="todo-title"]';

export const rowShortcuts: Shortcut[] = [
	{ keys: ['j', 'ArrowDown'], words: 'Next task', group: 'Tasks', perform: () => step(1) },
	{ keys: ['k', 'ArrowUp'], words: 'Task before', group: 'Tasks', perform: () => step(-1) },
	{ keys: ['Enter'], words: 'Open', group: 'Tasks', perform: () => undefined, isPossible: () => false },
	{ keys: ['e', 'x'], words: 'Complete', group: 'Tasks', perform: onFocused(toggle), isPossible: hasFocus },
	{ keys: ['d'], words: 'Due date', group: 'Tasks', perform: onFocused(openDue), isPossible: hasFocus },
	{
		keys: ['1', '2', '3', '4'],
		words: 'Priority',
		group: 'Tasks',
		perform: prioritise,
		isPossible: hasFocus
	},
	{
		keys: ['Delete'],
		words: 'Delete',
		group: 'Tasks',
		perform: onFocused(discard),
		isPossible: hasFocus
	}
];

function focused(): Todo | undefined {
	const id = document.activeElement?.closest<HTMLElement>('[data-todo]')?.dataset.todo;
	return id ? store.todo(id) : undefined;
}

function hasFocus(): boolean {
	return focused() !== undefined;
}

function onFocused(act: (todo: Todo) => void): () => void {
	return () => {
		const todo = focused();
		if (todo) act(todo);
	};
}

function step(by: 1 | -1): void {
	const links = [...document.querySelectorAll<HTMLElement>(LINKS)];
	const row = document.activeElement?.closest('[data-todo]');
	const now = links.findIndex((link) => row?.contains(link));
	const next = now < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(links.length - 1, Math.max(0, now + by));
	links[next]?.focus();
	links[next]?.scrollIntoView({ block: 'nearest' });
}

/** The focus goes on to the next row (or the one before), since this one is about to leave. */
function passFocusOn(): void {
	const before = document.activeElement;
	step(1);
	if (document.activeElement === before) step(-1);
}

function toggle(todo: Todo): void {
	if (todo.completed_at) return reopen(todo);
	passFocusOn();
	void finish(todo);
}

function discard(todo: Todo): void {
	passFocusOn();
	remove(todo);
}

function openDue(todo: Todo): void {
	void goto(`${editAddress(page.url, todo.id)}&focus=due`, { noScroll: true, keepFocus: true });
}

function prioritise(event: KeyboardEvent): void {
	const todo = focused();
	if (todo) edit(todo, { priority: Number(event.key) as Todo['priority'] });
}
