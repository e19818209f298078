/** What was said and is not answered yet, kept in this browser; the words among it can be seen, and taken back. */
import type { LocalDb, Utterance } from '$lib/shared/data/db';
import { store } from '$lib/shared/data/store.svelte';

class Unsent {
	/** Of whom the words are: whoever comes after them sees none. */
	#db: LocalDb | null = null;
	#words = $state.raw<Utterance[]>([]);
	#onTheirWay = new Set<string>();
	#otherTabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('voicetodo-unsent') : null;

	constructor() {
		this.#otherTabs?.addEventListener('message', () => void this.look());
	}

	/** Words that could not be sent so far, oldest first. */
	get words(): Utterance[] {
		const words = this.#words;
		return this.#db === store.db ? words : [];
	}

	/** All for which no answer is awaited just now, oldest first. */
	async all(): Promise<Utterance[]> {
		return (await kept(store.db)).filter(({ id }) => !this.#onTheirWay.has(id));
	}

	/** Looks up what waits. What is sent for the first time is not said to wait. */
	async look(): Promise<void> {
		const { db } = store;
		const known = new Set(this.words.map(({ id }) => id));
		const all = await kept(db);
		if (store.db !== db) return;
		this.#db = db;
		this.#words = all.filter(({ id, text }) => text && (known.has(id) || !this.#onTheirWay.has(id)));
	}

	/** Keeps it, and takes it for being sent until it is `settled`. */
	async send(utterance: Utterance): Promise<void> {
		this.#onTheirWay.add(utterance.id);
		await write(({ put }) => put('utterances', [utterance]));
	}

	/** It need not be sent (again). */
	async drop({ id }: Utterance): Promise<void> {
		await write(({ remove }) => remove('utterances', [id]));
	}

	/** Sending has come to an end, good or bad. */
	settled({ id }: Utterance): void {
		this.#onTheirWay.delete(id);
		void this.#tell();
	}

	/** False where it is too late, as it is being sent. */
	async takeOut(utterance: Utterance): Promise<boolean> {
		if (this.#onTheirWay.has(utterance.id)) return false;
		await this.drop(utterance);
		await this.#tell();
		return true;
	}

	/** The way back from `takeOut`. */
	async putBack(utterance: Utterance): Promise<void> {
		await write(({ put }) => put('utterances', [utterance]));
		await this.#tell();
	}

	async #tell(): Promise<void> {
		this.#otherTabs?.postMessage('changed');
		await this.look();
	}
}

/** Whether it is seen in the room at `path`: where it was typed, and in the list that it is for. */
export function isSeenIn(path: string, { typed_in, room }: Utterance): boolean {
	const list = room?.category_id ? `/lists/${room.category_id}` : '/inbox';
	return path === list || path === typed_in;
}

async function kept(db: LocalDb | null): Promise<Utterance[]> {
	return (await db?.read('utterances').catch(() => null))?.utterances ?? [];
}

async function write(change: Parameters<LocalDb['write']>[1]): Promise<void> {
	await store.db?.write(['utterances'], change).catch(() => undefined);
}

export const unsent = new Unsent();
