/**
 * Changes made here that the server has not answered. What the page shows is always the server's last word with these
 * laid over it, in order: once answered, a change is replaced by what the server then tells, or falls away.
 */
import type { Mutation as Sent, Todo } from '$lib/api/types';
import type { Kind, Thing } from './kinds';
import { standsAt } from './occurrence-named';
import { newId } from './uuid';

export type { Sent };

/** A change, as the API wants it but for its own id. */
export type Change = Sent extends infer S ? (S extends Sent ? Omit<S, 'mutation_id'> : never) : never;

export interface Mutation {
	/** UUIDv7: sorts in the order of making, and is what the server knows it by. */
	id: string;
	sent: Sent;
	at: string;
	/**
	 * What the page shows until the server's word comes: the whole of what was made, where it was moved to, what it became,
	 * and which subtasks are to be done again with it.
	 */
	shown?: { thing?: Thing; position?: string; fields?: Partial<Todo>; reopened?: string[] };
	/** It may be on its way, so it has to stay as it is. */
	isSent?: boolean;
}

export function mutationOf(change: Change, shown?: Mutation['shown']): Mutation {
	const id = newId();
	const sent = { ...change, mutation_id: id } as Sent;
	return { id, sent, at: new Date().toISOString(), ...(shown ? { shown } : {}) };
}

const KIND_OF: Record<string, Kind> = {
	todo: 'todos',
	occurrence: 'todos',
	category: 'categories',
	section: 'sections',
	label: 'labels',
	filter: 'filters',
	comment: 'comments'
};

/** What a change is about. */
export function kindOf({ sent }: Mutation): Kind {
	return KIND_OF[nounOf(sent)] ?? 'todos';
}

/** The ids of all that a change shows otherwise. */
export function touched({ sent, shown }: Mutation): string[] {
	return [sent.id, ...(shown?.reopened ?? [])];
}

/** `thing` as it will be once `mutations` (its own, oldest first) are done; null where it is gone. */
export function overlay<T extends Thing>(thing: T | null, mutations: readonly Mutation[]): T | null {
	return mutations.reduce<T | null>(applied, thing);
}

function applied<T extends Thing>(thing: T | null, { sent, shown, at }: Mutation): T | null {
	const verb = verbOf(sent);
	if (thing && shown?.reopened?.includes(thing.id)) return { ...thing, completed_at: null };
	if (verb === 'create' || verb === 'restore') return thing ?? (shown?.thing as T | undefined) ?? null;
	if (!thing || verb === 'delete') return null;
	switch (verb) {
		case 'update':
			return { ...thing, ...fieldsOf(sent), ...labelsOf(thing, sent), ...occurrenceOf(thing, sent) };
		case 'move':
			return { ...thing, position: shown?.position ?? (thing as { position?: string }).position };
		case 'complete':
			return shown?.fields ? goneOn(thing, sent, shown.fields) : { ...thing, completed_at: at };
		case 'reopen':
			return { ...thing, completed_at: null };
		case 'skip':
			return goneOn(thing, sent, shown?.fields);
		case 'archive':
			return { ...thing, archived_at: at };
		case 'unarchive':
			return { ...thing, archived_at: null };
		default:
			return thing;
	}
}

/** What repeats, at its next date. What is due at another than was done has moved on already, and moves no further. */
function goneOn<T extends Thing>(thing: T, sent: Sent, next: Partial<Todo> | undefined): T {
	const isIt = 'occurrence' in sent && standsAt(thing as Partial<Todo> & T, sent.occurrence ?? '');
	return isIt ? { ...thing, ...next } : thing;
}

/** Whose date alone is another is this time elsewhere, and the next time where it was. */
function occurrenceOf(thing: Thing, sent: Sent): Partial<Todo> {
	const { due, recurrence } = thing as Partial<Todo>;
	if (sent.kind !== 'update_todo' || 'recurrence' in sent || !sent.due || !due || !recurrence) return {};
	const occurrence = recurrence.occurrence ?? due.date;
	return { recurrence: { ...recurrence, occurrence: occurrence === sent.due.date ? null : occurrence } };
}

/**
 * Fewer that come to the same: edits of one thing that follow each other become one, so that typing leaves one change
 * behind and not thirty. What may be on its way stays as it is.
 */
export function compacted(mutations: readonly Mutation[]): Mutation[] {
	const fewer: Mutation[] = [];
	for (const mutation of mutations) {
		const last = fewer.at(-1);
		const union = last && merged(last, mutation);
		if (union) fewer[fewer.length - 1] = union;
		else fewer.push(mutation);
	}
	return fewer;
}

function merged(earlier: Mutation, later: Mutation): Mutation | null {
	const [a, b] = [earlier.sent, later.sent];
	if (earlier.isSent || later.isSent || a.kind !== b.kind || a.id !== b.id || verbOf(a) !== 'update')
		return null;
	const labels = a.kind === 'update_todo' && b.kind === 'update_todo' ? labelsOfBoth(a, b) : {};
	return { ...earlier, sent: { ...a, ...b, ...labels, mutation_id: a.mutation_id } as Sent };
}

interface Labelling {
	add_label_ids?: string[];
	remove_label_ids?: string[];
}

function labelsOfBoth(a: Labelling, b: Labelling): Labelling {
	const without = (some: string[] = [], others: string[] = []) => some.filter((id) => !others.includes(id));
	const union = (some: string[], others: string[] = []) => [...new Set([...some, ...others])];
	return {
		add_label_ids: union(without(a.add_label_ids, b.remove_label_ids), b.add_label_ids),
		remove_label_ids: union(without(a.remove_label_ids, b.add_label_ids), b.remove_label_ids)
	};
}

const NO_FIELDS = new Set(['kind', 'id', 'mutation_id', 'add_label_ids', 'remove_label_ids']);

function fieldsOf(sent: Sent): object {
	return Object.fromEntries(Object.entries(sent).filter(([name]) => !NO_FIELDS.has(name)));
}

function labelsOf(thing: Thing, sent: Sent): Partial<Todo> {
	if (sent.kind !== 'update_todo') return {};
	const { add_label_ids: added = [], remove_label_ids: removed = [] } = sent;
	if (added.length + removed.length === 0) return {};
	const kept = (thing as Todo).label_ids.filter((id) => !removed.includes(id) && !added.includes(id));
	return { label_ids: [...kept, ...added] };
}

function verbOf({ kind }: Sent): string {
	return kind.slice(0, kind.indexOf('_'));
}

function nounOf({ kind }: Sent): string {
	return kind.slice(kind.indexOf('_') + 1);
}
