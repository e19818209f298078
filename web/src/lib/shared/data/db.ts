/** What the browser keeps: one IndexedDB database per user, deleted when they sign out. */
import Dexie, { type Table } from 'dexie';
import type { Category, Label, Todo } from '$lib/api/types';
import type { Mutation } from './outbox';

/** Something said (or typed) that the server has not heard yet. */
export interface Utterance {
	/** Also the Idempotency-Key: however often it is sent, it is done once. */
	id: string;
	audio: Blob | null;
	text: string | null;
	/** Ranges of `text`, in characters, that are to be taken word for word. */
	literal_spans: [number, number][];
	/** Typed where tasks are added: what means nothing else is a task. */
	quick_add: boolean;
	timezone: string;
	captured_at: string;
}

export class LocalDb extends Dexie {
	todos!: Table<Todo, string>;
	categories!: Table<Category, string>;
	labels!: Table<Label, string>;
	outbox!: Table<Mutation, string>;
	utterances!: Table<Utterance, string>;
	facts!: Table<{ key: string; value: unknown }, string>;

	constructor(userId: string) {
		super(`voicetodo-${userId}`);
		this.version(1).stores({
			todos: 'id',
			categories: 'id',
			labels: 'id',
			outbox: 'id',
			utterances: 'id',
			facts: 'key'
		});
	}
}
