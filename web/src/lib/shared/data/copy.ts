/**
 * The copy in this browser, for all its tabs: in IndexedDB, and in the memory of each. What one tab writes it tells the
 * others; one that missed something reads everything anew before it goes on.
 */
import type { SyncAnswer } from '$lib/api/types';
import type { Rows } from './db';
import { eachKind, KINDS, type Kind } from './kinds';
import { compacted, type Mutation } from './mutations';
import { store } from './store.svelte';

type Message =
	| { enqueued: Mutation }
	| { put: Mutation[]; gone: string[] }
	| { answer: SyncAnswer; answered: string[]; revision: number };

class Copy {
	/** How many answers the memory of this tab holds, of those that any tab wrote. */
	#revision = 0;
	/** Where there is no IndexedDB. */
	#token: string | null = null;
	/** Answered between two states of the copy, so still laid over it. */
	#answered = new Set<string>();
	#aside = new Set<string>();
	#held = new Set<string>();
	#channel: BroadcastChannel | null = null;
	#channelName = '';

	/** Before anything else, and whenever the person has changed. */
	async open(): Promise<void> {
		this.#token = null;
		this.#answered.clear();
		this.#aside.clear();
		this.#held.clear();
		this.#listen(store.db?.name ?? '');
		this.#revision = await this.#number('revision');
	}

	close(): void {
		this.#channel?.close();
		this.#channel = null;
		this.#channelName = '';
	}

	async keep(mutation: Mutation): Promise<void> {
		await store.db?.write(['mutations'], ({ put }) => put('mutations', [mutation])).catch(ignore);
		this.#tell({ enqueued: mutation });
	}

	/** What a change that was kept shows is known only now. */
	async explain({ id }: Mutation, shown: Mutation['shown']): Promise<void> {
		const waiting = this.#open.find((mutation) => mutation.id === id);
		if (waiting && shown) await this.#replace([{ ...waiting, shown }], []);
	}

	/** Shows a change that is neither kept nor sent yet. */
	hold(mutation: Mutation): void {
		this.#held.add(mutation.id);
		store.enqueue(mutation);
	}

	/** What was held goes the way of every change. */
	letGo(mutation: Mutation): Promise<void> {
		this.#held.delete(mutation.id);
		return this.keep(mutation);
	}

	/** What was held was never done. */
	drop({ id }: Mutation): void {
		this.#held.delete(id);
		store.requeue([], [id]);
	}

	async token(): Promise<string | null> {
		if (!store.db) return this.#token;
		const token = await store.db.fact('sync_token');
		return typeof token === 'string' ? token : null;
	}

	async catchUp(): Promise<void> {
		const revision = await this.#number('revision');
		if (revision === this.#revision) return;
		await store.reread();
		this.#revision = revision;
	}

	/** Whether there are changes that could be sent. */
	get hasMore(): boolean {
		return this.#open.length > 0;
	}

	/** The changes to send next. From now on they are sent as they are, however often it takes. */
	async nextBatch(most: number): Promise<Mutation[]> {
		const open = this.#open;
		const fewer = compacted(open);
		const batch = fewer.slice(0, most).map((mutation) => ({ ...mutation, isSent: true }));
		const put = batch.filter((_, nth) => !fewer[nth]?.isSent);
		// Edits further back are made one when it is their turn.
		const end = open.findIndex(({ id }) => id === fewer[most]?.id);
		const kept = new Set(batch.map(({ id }) => id));
		const gone = (end < 0 ? open : open.slice(0, end)).map(({ id }) => id).filter((id) => !kept.has(id));
		await this.#replace(put, gone);
		return batch;
	}

	/** A change that the server cannot take for now: it is kept, and others go before it. */
	setAside(mutation: Mutation): void {
		this.#aside.add(mutation.id);
	}

	get hasAside(): boolean {
		return this.#aside.size > 0;
	}

	/** The turn of what was set aside comes again. */
	release(): void {
		this.#aside.clear();
	}

	/** A change that the server will never take. */
	async giveUp(mutation: Mutation): Promise<void> {
		await this.#replace([], [mutation.id]);
	}

	/** Writes an answer down, here and in every other tab. */
	async take(answer: SyncAnswer): Promise<void> {
		for (const { mutation_id } of answer.results) this.#answered.add(mutation_id);
		const answered = answer.has_more ? [] : [...this.#answered];
		const removed = store.apply(answer, new Set(answered));
		this.#revision++;
		if (!answer.has_more) this.#answered.clear();
		this.#token = answer.sync_token;
		await this.#write(answer, removed).catch(ignore);
		this.#tell({ answer, answered, revision: this.#revision });
	}

	get #open(): Mutation[] {
		return store.waiting.all.filter(
			({ id }) => !this.#answered.has(id) && !this.#aside.has(id) && !this.#held.has(id)
		);
	}

	async #replace(put: Mutation[], gone: string[]): Promise<void> {
		if (put.length + gone.length === 0) return;
		store.requeue(put, gone);
		await store.db
			?.write(['mutations'], (writing) => {
				writing.remove('mutations', gone);
				writing.put('mutations', put);
			})
			.catch(ignore);
		this.#tell({ put, gone });
	}

	async #write(answer: SyncAnswer, removed: Record<Kind, Set<string>>): Promise<void> {
		const { db } = store;
		if (!db) return;
		await db.write([...KINDS, 'facts'], ({ put, remove, clear }) => {
			eachKind((kind) => {
				if (answer.reset) clear(kind);
				put(kind, answer[kind] as Rows[typeof kind][]);
				remove(kind, removed[kind]);
			});
			put('facts', [
				{ key: 'sync_token', value: answer.sync_token },
				{ key: 'revision', value: this.#revision },
				...(answer.has_more ? [] : [{ key: 'is_whole', value: true }])
			]);
		});
		// By themselves, so that a change made meanwhile need not wait to be kept; sent twice they are done once.
		const done = answer.results.map(({ mutation_id }) => mutation_id);
		if (done.length > 0) await db.write(['mutations'], ({ remove }) => remove('mutations', done));
	}

	async #number(key: string): Promise<number> {
		if (!store.db) return this.#revision;
		const number = await store.db.fact(key).catch(() => undefined);
		return typeof number === 'number' ? number : 0;
	}

	#listen(name: string): void {
		if (this.#channelName === name) return;
		this.close();
		if (name === '' || !('BroadcastChannel' in globalThis)) return;
		this.#channelName = name;
		this.#channel = new BroadcastChannel(name);
		this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#hear(data);
	}

	#tell(message: Message): void {
		this.#channel?.postMessage(message);
	}

	#hear(message: Message): void {
		if ('enqueued' in message) store.enqueue(message.enqueued);
		else if ('put' in message) store.requeue(message.put, message.gone);
		else if (message.revision === this.#revision + 1) {
			this.#revision = message.revision;
			store.apply(message.answer, new Set(message.answered));
		} else if (message.revision > this.#revision) void this.catchUp();
	}
}

function ignore(): void {
	// IndexedDB is a cache here; what memory and server hold is unharmed by its failing.
}

export const copy = new Copy();
