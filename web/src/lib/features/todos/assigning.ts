/** Giving a task to one of the people of its list, or to nobody. */
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { editAloud, type Fields } from '$lib/shared/data/verbs';
import { session } from '$lib/shared/session.svelte';
import { people } from '$lib/shared/todo/people.svelte';

export const NOBODY = '';
const LONGEST_NAME = 100;

export interface Assignee {
	/** Of a person, or NOBODY. */
	id: string;
	words: string;
	/** As others know them; empty where they told none. */
	name: string;
	kind?: string;
}

/** Nobody, whoever looks, then the others; without a connection perhaps nobody else is known. */
export function assigneesFor({ category_id }: Pick<Todo, 'category_id'>): Assignee[] {
	const isMe = (id: string) => id === session.user?.id;
	const known = people.of(category_id ?? '').map(({ user_id, name }) => ({
		id: user_id,
		words: name || m.todo_somebody(),
		name,
		...(isMe(user_id) ? { kind: m.todo_you() } : {})
	}));
	return [
		{ id: NOBODY, words: m.todos_nobody(), name: '' },
		...known.filter(({ id }) => isMe(id)),
		...known.filter(({ id }) => !isMe(id))
	];
}

/** Both the person and how they are called, so that it is seen before the server says so. */
export function assigned({ id, name }: Pick<Assignee, 'id' | 'name'>): Fields {
	if (id === NOBODY) return { assignee_id: null, assignee: null };
	return { assignee_id: id, assignee: name.slice(0, LONGEST_NAME).trim() || null };
}

export function assign(todo: Todo, to: Assignee): void {
	if (to.id === (todo.assignee_id ?? NOBODY) && (to.id !== NOBODY || !todo.assignee)) return;
	const { title } = todo;
	const words =
		to.id === NOBODY ? m.todos_assigned_nobody({ title }) : m.todos_assigned({ title, name: to.words });
	editAloud(todo, assigned(to), words);
}
