/** The changes that wait for the server, laid over what it said last: a thing's own, and those it is swept along by. */
import type { Todo } from '$lib/api/types';
import type { Kind, Thing } from './kinds';
import { kindOf, overlay, touched, type Mutation, type Sent } from './mutations';

export class Waiting {
	/** Oldest first. */
	readonly all: readonly Mutation[];
	#own = new Map<string, Mutation[]>();
	#sweeping: Mutation[];

	constructor(mutations: readonly Mutation[] = []) {
		this.all = mutations;
		this.#sweeping = mutations.filter(isSweeping);
		for (const mutation of mutations) {
			for (const id of touched(mutation)) {
				const key = `${kindOf(mutation)} ${id}`;
				const own = this.#own.get(key);
				if (own) own.push(mutation);
				else this.#own.set(key, [mutation]);
			}
		}
	}

	/** Whether a task has moved on to a date that is not known here: the server will tell it. */
	awaitsDate(todoId: string): boolean {
		const dated = this.#own.get(`todos ${todoId}`)?.findLast(({ sent }) => setsDate(sent));
		return dated?.sent.kind === 'skip_occurrence' && !dated.shown?.fields;
	}

	/** What is shown of `thing`. `above` are the tasks that it stands below. */
	shown<T extends Thing>(kind: Kind, id: string, thing: T | null, above: readonly string[]): T | null {
		const own = this.#own.get(`${kind} ${id}`) ?? [];
		if (this.#sweeping.length === 0) return overlay(thing, own);
		const isOwn = new Set(own);
		return [...new Set([...own, ...this.#sweeping])]
			.sort((a, b) => (a.id < b.id ? -1 : 1))
			.reduce<T | null>(
				(now, mutation) =>
					isOwn.has(mutation) ? overlay(now, [mutation]) : now && swept(kind, now, mutation.sent, above),
				thing
			);
	}
}

function setsDate(sent: Sent): boolean {
	return sent.kind === 'skip_occurrence' || (sent.kind === 'update_todo' && 'due' in sent);
}

/** Whether it changes more than what it is about. */
export function isSweeping({ sent }: Mutation): boolean {
	return sent.kind === 'delete_todo' || sent.kind === 'delete_category' || sent.kind === 'delete_section';
}

/** What a deletion leaves of something that hangs on what is deleted. */
function swept<T extends Thing>(kind: Kind, thing: T, deletion: Sent, above: readonly string[]): T | null {
	const { category_id, section_id } = thing as Partial<Todo>;
	if (kind === 'sections')
		return deletion.kind === 'delete_category' && category_id === deletion.id ? null : thing;
	if (kind !== 'todos') return thing;
	if (deletion.kind === 'delete_todo') return above.includes(deletion.id) ? null : thing;
	if (deletion.kind === 'delete_category' && category_id === deletion.id)
		return deletion.todos === 'trash' ? null : { ...thing, category_id: null, section_id: null };
	if (deletion.kind === 'delete_section' && section_id === deletion.id)
		return deletion.todos === 'trash' ? null : { ...thing, section_id: null };
	return thing;
}
