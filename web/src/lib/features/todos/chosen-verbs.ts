/** What is done to all that were chosen. The focus goes on to a row that stays. */
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { completeAll, editAll, removeAll } from '$lib/shared/data/several';
import type { Fields } from '$lib/shared/data/verbs';
import { overlays, type Overlay } from '$lib/shared/ui/overlays.svelte';
import { chosen } from './chosen.svelte';

const LINKS = 'main [data-todo] a[data-testid="todo-title"]';

export function completeChosen(): void {
	passFocusOn();
	completeAll(chosen.todos);
	chosen.clear();
}

export function deleteChosen(): void {
	passFocusOn();
	removeAll(chosen.todos);
	chosen.clear();
}

export function changeChosen(fieldsOf: (todo: Todo) => Fields): void {
	const { todos } = chosen;
	editAll(todos, fieldsOf, m.data_changed_all({ count: todos.length }));
	chosen.clear();
}

export function showForChosen(overlay: Overlay): () => void {
	return () => overlays.show(overlay, ...chosen.todos.map(({ id }) => id));
}

/** To the first row below the chosen ones that was not chosen, otherwise to the last above them. */
function passFocusOn(): void {
	const links = [...document.querySelectorAll<HTMLElement>(LINKS)];
	const isChosen = (link: HTMLElement) =>
		chosen.has(link.closest<HTMLElement>('[data-todo]')?.dataset.todo ?? '');
	const first = links.findIndex(isChosen);
	const stay = (some: HTMLElement[]) => some.filter((link) => !isChosen(link));
	(stay(links.slice(first))[0] ?? stay(links.slice(0, first)).at(-1))?.focus();
}
