/** What the keys do to the task in focus, or to all that were chosen. */
import { tick } from 'svelte';
import { goto } from '$app/navigation';
import { page } from '$app/state';
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { store } from '$lib/shared/data/store.svelte';
import { edit, remove, reopen } from '$lib/shared/data/verbs';
import { editAddress } from '$lib/shared/todo/addresses';
import { isShared, mayEditTodo } from '$lib/shared/todo/roles';
import type { Shortcut } from '$lib/shared/ui/keyboard';
import { overlays } from '$lib/shared/ui/overlays.svelte';
import { changeChosen, completeChosen, deleteChosen, showForChosen } from './chosen-verbs';
import { chosen } from './chosen.svelte';
import { finish } from './finishing.svelte';
import { moveByDays } from './rescheduling';

const LINKS = 'main [data-todo] a[data-testid="todo-title"]';

export const rowShortcuts = (): Shortcut[] => [
	{ keys: ['j', 'ArrowDown'], words: m.todos_key_next(), group: 'tasks', perform: () => step(1) },
	{ keys: ['k', 'ArrowUp'], words: m.todos_key_before(), group: 'tasks', perform: () => step(-1) },
	{
		keys: ['Enter'],
		words: m.todos_key_open(),
		group: 'tasks',
		perform: () => undefined,
		isPossible: () => false
	},
	{
		keys: ['e', 'x'],
		words: m.todos_key_complete(),
		group: 'tasks',
		perform: onChosen(completeChosen, toggle),
		isPossible: mayChange
	},
	{
		keys: ['s'],
		words: m.todos_key_choose(),
		group: 'tasks',
		perform: choose,
		isPossible: mayEditFocused
	},
	{
		keys: ['Escape'],
		words: m.todos_choose_none(),
		group: 'tasks',
		perform: () => chosen.clear(),
		isPossible: () => chosen.isAny
	},
	{
		keys: ['d'],
		words: m.todos_key_due(),
		group: 'tasks',
		perform: onChosen(showForChosen('day'), openDue),
		isPossible: mayChange
	},
	{
		keys: ['1', '2', '3', '4'],
		words: m.todos_key_priority(),
		group: 'tasks',
		perform: prioritise,
		isPossible: mayChange
	},
	{
		keys: ['#'],
		words: m.todos_key_move(),
		group: 'tasks',
		perform: onChosen(showForChosen('move'), ({ id }) => overlays.show('move', id)),
		isPossible: mayChange
	},
	{
		keys: ['l'],
		words: m.todos_key_label(),
		group: 'tasks',
		perform: onChosen(showForChosen('label'), ({ id }) => overlays.show('label', id)),
		isPossible: mayChange
	},
	{
		keys: ['a'],
		words: m.todos_key_assign(),
		group: 'tasks',
		perform: onFocused(({ id }) => overlays.show('assign', id)),
		isPossible: mayAssign
	},
	{
		keys: ['Shift+ArrowDown'],
		words: m.todos_key_day_later(),
		group: 'tasks',
		perform: onFocused((todo) => reschedule(todo, 1)),
		isPossible: mayEditFocused
	},
	{
		keys: ['Shift+ArrowUp'],
		words: m.todos_key_day_earlier(),
		group: 'tasks',
		perform: onFocused((todo) => reschedule(todo, -1)),
		isPossible: mayEditFocused
	},
	{
		keys: ['Delete'],
		words: m.todos_key_delete(),
		group: 'tasks',
		perform: onChosen(deleteChosen, discard),
		isPossible: mayChange
	}
];

function focused(): Todo | undefined {
	const id = document.activeElement?.closest<HTMLElement>('[data-todo]')?.dataset.todo;
	return id ? store.todo(id) : undefined;
}

function mayChange(): boolean {
	return chosen.isAny || mayEditFocused();
}

function mayEditFocused(): boolean {
	const todo = focused();
	return todo !== undefined && mayEditTodo(todo);
}

function mayAssign(): boolean {
	const todo = focused();
	return todo !== undefined && mayEditTodo(todo) && isShared(todo);
}

function onFocused(act: (todo: Todo) => unknown): () => void {
	return () => {
		const todo = focused();
		if (todo) act(todo);
	};
}

function onChosen(actOnAll: () => void, act: (todo: Todo) => unknown): () => void {
	return () => (chosen.isAny ? actOnAll() : onFocused(act)());
}

/** With Shift all from the one that was chosen last. */
function choose({ shiftKey }: KeyboardEvent): void {
	const todo = focused();
	if (!todo) return;
	const rows = [...document.querySelectorAll<HTMLElement>('main [data-todo]')];
	if (shiftKey) {
		chosen.extend(
			todo,
			rows.map(({ dataset }) => dataset.todo ?? '')
		);
	} else chosen.toggle(todo);
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

/** The row goes along to its new day, and so does the focus. */
async function reschedule(todo: Todo, days: 1 | -1): Promise<void> {
	moveByDays(todo, days);
	await tick();
	document.querySelector<HTMLElement>(`main [data-todo="${CSS.escape(todo.id)}"] a`)?.focus();
}

function openDue(todo: Todo): void {
	void goto(`${editAddress(page.url, todo.id)}&focus=due`, { noScroll: true, keepFocus: true });
}

function prioritise(event: KeyboardEvent): void {
	const fields = { priority: Number(event.key) as Todo['priority'] };
	const todo = focused();
	if (chosen.isAny) changeChosen(() => fields);
	else if (todo) edit(todo, fields);
}
