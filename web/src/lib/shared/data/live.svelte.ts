/** The open line to the server: changes made anywhere arrive here, and what was missed is caught up. */
import { io, type Socket } from 'socket.io-client';
import { accessToken } from '$lib/api/access';
import type { Category, Label, Todo } from '$lib/api/types';
import { loadAll } from './load';
import { flush } from './sender';
import { store } from './store.svelte';

interface ChangeMessage {
	seq: number;
	name: string;
	data: { todo?: Todo; category?: Category; label?: Label; todo_ids?: string[]; category_id?: string };
}

class Live {
	/** Whether changes made elsewhere reach this page now. */
	isConnected = $state(false);
	#socket: Socket | null = null;
	#seq: number | null = null;

	/** `signedOut` is called when the server ends this session. */
	async start(signedOut: () => void): Promise<void> {
		this.stop();
		const saved = await store.db?.facts.get('seq').catch(() => undefined);
		this.#seq = typeof saved?.value === 'number' ? saved.value : null;
		const socket = io({
			path: '/socket.io/',
			transports: ['websocket', 'polling'],
			reconnectionDelayMax: 10_000,
			auth: (send) => {
				const since = this.#seq === null ? {} : { since: this.#seq };
				accessToken().then(
					(token) => send({ token, ...since }),
					() => send({ token: '' })
				);
			}
		});
		this.#socket = socket;
		socket.on('connect', () => {
			this.isConnected = true;
			void flush();
		});
		socket.on('disconnect', (reason) => {
			this.isConnected = false;
			// So hangs up a server that stops; the next attempt brings a fresh token.
			if (reason === 'io server disconnect') setTimeout(() => this.#socket?.connect(), 1_000);
		});
		socket.on('connect_error', () => {
			this.isConnected = false;
			if (!socket.active) setTimeout(() => this.#socket?.connect(), 5_000);
		});
		socket.on('change', (message: ChangeMessage) => this.#take(message));
		socket.on('caught_up', ({ seq }: { seq: number }) => {
			// Without a place to catch up from, what changed between the first load and this line is unknown.
			if (this.#seq === null) void loadAll().catch(() => undefined);
			this.#keep(seq);
		});
		socket.on('resync', ({ seq }: { seq: number }) => {
			this.#seq = null; // the numbers may have begun anew
			this.#keep(seq);
			void loadAll().catch(() => undefined);
		});
		socket.on('signed_out', signedOut);
	}

	stop(): void {
		this.#socket?.removeAllListeners();
		this.#socket?.disconnect();
		this.#socket = null;
		this.isConnected = false;
	}

	#take({ seq, name, data }: ChangeMessage): void {
		const isDeletion = name.includes('_deleted.');
		// A list that somebody shares with us from now on: what is on it was there before.
		const isNew = name.startsWith('todo.category_shared.') && !store.category(data.category?.id ?? null);
		if (data.todo) {
			if (isDeletion) store.forget(data.todo.id, data.todo.version);
			else store.take(data.todo);
		}
		if (data.category) this.#takeCategory(data.category, isDeletion);
		for (const id of data.todo_ids ?? []) store.forget(id);
		if (data.category_id) store.forgetCategory(data.category_id);
		if (isNew || carriesUnknown(data.todo)) void loadAll().catch(() => undefined);
		if (data.label) store.takeLabels(replaced(store.labels, data.label, isDeletion));
		this.#keep(seq);
	}

	/** What is in the archive is not kept here: when a list goes there or comes back, its tasks do too. */
	#takeCategory(category: Category, isDeletion: boolean): void {
		const isKnown = store.categories.some(({ id }) => id === category.id);
		const isGone = isDeletion || !!category.archived_at;
		store.takeCategories(replaced(store.categories, category, isGone));
		if (isDeletion || category.version === 1) return;
		if (isKnown === isGone) void loadAll().catch(() => undefined);
	}

	#keep(seq: number): void {
		if (typeof seq !== 'number') return;
		this.#seq = Math.max(seq, this.#seq ?? 0);
		void store.db?.facts.put({ key: 'seq', value: this.#seq }).catch(() => undefined);
	}
}

/** Labels of somebody else's are seen once a todo carries them. */
function carriesUnknown(todo: Todo | undefined): boolean {
	return !!todo && todo.label_ids.some((id) => !store.labels.some((label) => label.id === id));
}

function replaced<T extends { id: string; version: number }>(items: T[], item: T, isDeletion: boolean): T[] {
	const known = items.find((other) => other.id === item.id);
	if (!isDeletion && known && known.version > item.version) return items;
	const others = items.filter((other) => other.id !== item.id);
	return isDeletion ? others : [...others, item];
}

export const live = new Live();
