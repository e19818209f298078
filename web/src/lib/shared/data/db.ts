/** What the browser keeps: one IndexedDB database per user, deleted when they sign out. */
import type { Todo } from '$lib/api/types';
import { KINDS, type Things } from './kinds';
import type { Mutation } from './mutations';

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
	/** What a new task takes from the room it was typed in. */
	room?: Partial<Todo>;
	/** The path of that room. */
	typed_in?: string;
	timezone: string;
	captured_at: string;
}

/** Something known of the copy as a whole. */
interface Fact {
	key: string;
	value: unknown;
}

export interface Rows extends Things {
	mutations: Mutation;
	utterances: Utterance;
	facts: Fact;
}

export type Table = keyof Rows;

/** Changes of one transaction. */
export interface Writing {
	put<T extends Table>(table: T, rows: readonly Rows[T][]): void;
	remove(table: Table, keys: Iterable<string>): void;
	clear(table: Table): void;
}

/** What the rows of each table are found by. */
const KEYS = {
	...Object.fromEntries(KINDS.map((kind) => [kind, 'id'])),
	mutations: 'id',
	utterances: 'id',
	facts: 'key'
} as Record<Table, string>;

/** Browsers hold copies with this number: one that is made otherwise gets a higher one. */
const VERSION = 20;
/** Rows that arrive together: with more of them nobody could type meanwhile. */
const AT_ONCE = 1_000;

export class LocalDb {
	readonly name: string;
	#database: Promise<IDBDatabase> | null = null;
	#isClosed = false;

	constructor(userId: string) {
		this.name = `voicetodo-${userId}`;
	}

	/** All rows of these tables as they are at one moment, in the order of their keys. */
	async read<T extends Table>(...tables: T[]): Promise<{ [K in T]: Rows[K][] }> {
		const reading = (await this.#open()).transaction(tables);
		const rows = await Promise.all(tables.map((table) => rowsOf(reading.objectStore(table))));
		return Object.fromEntries(tables.map((table, nth) => [table, rows[nth]])) as { [K in T]: Rows[K][] };
	}

	async count(table: Table): Promise<number> {
		return answerOf((await this.#open()).transaction(table).objectStore(table).count());
	}

	/** Undefined where it is not known. */
	async fact(key: string): Promise<unknown> {
		const facts = (await this.#open()).transaction('facts').objectStore('facts');
		return (await answerOf<Fact | undefined>(facts.get(key)))?.value;
	}

	/** All that `change` does or nothing of it, even where the page is left at that very moment. */
	async write(tables: readonly Table[], change: (writing: Writing) => void): Promise<void> {
		const database = await this.#open();
		return new Promise((resolve, reject) => {
			const transaction = database.transaction(tables, 'readwrite');
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(transaction.error ?? new DOMException('aborted', 'AbortError'));
			try {
				change(writingOf(transaction));
				transaction.commit();
			} catch (error) {
				transaction.abort();
				throw error;
			}
		});
	}

	close(): void {
		this.#isClosed = true;
		void this.#database?.then(
			(database) => database.close(),
			() => undefined
		);
	}

	async delete(): Promise<void> {
		this.close();
		await answerOf(indexedDB.deleteDatabase(this.name));
	}

	/** Anew where the browser took it away meanwhile. */
	async #open(): Promise<IDBDatabase> {
		if (this.#isClosed) throw new DOMException('closed', 'InvalidStateError');
		this.#database ??= opened(this.name);
		const database = await this.#database;
		database.onclose = () => (this.#database = null);
		database.onversionchange = () => this.close(); // another tab deletes it
		return database;
	}
}

function opened(name: string): Promise<IDBDatabase> {
	const request = indexedDB.open(name, VERSION);
	request.onupgradeneeded = () => furnish(request.result);
	return answerOf(request);
}

function furnish(database: IDBDatabase): void {
	const found = [...database.objectStoreNames];
	for (const name of found) if (!(name in KEYS)) database.deleteObjectStore(name);
	for (const [name, keyPath] of Object.entries(KEYS))
		if (!found.includes(name)) database.createObjectStore(name, { keyPath });
}

function writingOf(transaction: IDBTransaction): Writing {
	return {
		put(table, rows) {
			const store = transaction.objectStore(table);
			for (const row of rows) store.put(row);
		},
		remove(table, keys) {
			const store = transaction.objectStore(table);
			for (const key of keys) store.delete(key);
		},
		clear(table) {
			transaction.objectStore(table).clear();
		}
	};
}

async function rowsOf<T>(store: IDBObjectStore): Promise<T[]> {
	const rows: T[] = [];
	for (let after: IDBKeyRange | null = null; ;) {
		const some: T[] = await answerOf(store.getAll(after, AT_ONCE));
		rows.push(...some);
		if (some.length < AT_ONCE) return rows;
		const last = some.at(-1) as Record<string, IDBValidKey>;
		after = IDBKeyRange.lowerBound(last[store.keyPath as string], true);
	}
}

function answerOf<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new DOMException('failed', 'UnknownError'));
	});
}
