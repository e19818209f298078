/** Everything the page shows, in memory: the server's last word with the waiting changes laid over it. IndexedDB follows. */
import type { Category, Label, Todo } from '$lib/api/types';
import type { LocalDb } from './db';
import { merged, overlay, rebased, type Mutation } from './outbox';

class Store {
	db: LocalDb | null = null;
	isLoaded = $state(false);
	categories = $state.raw<Category[]>([]);
	labels = $state.raw<Label[]>([]);
	waiting = $state.raw<Mutation[]>([]);
	/** The change being sent now: nothing may be merged into it. */
	sending: string | null = null;

	#base = new Map<string, Todo>();
	#shown = new Map<string, Todo>();
	#gone = new Map<string, number>();
	#takenAt = new Map<string, number>();
	#stored = new Set<string>();
	#takes = 0;
	#openings = 0;
	#version = $state(0);
	#list = $derived.by(() => (this.#version >= 0 ? [...this.#shown.values()] : []));

	/** All todos known, open and done, in no order. */
	get todos(): Todo[] {
		return this.#list;
	}

	/** A moment to compare a snapshot with: what was taken later than this is newer than the snapshot. */
	get now(): number {
		return this.#takes;
	}

	todo(id: string): Todo | undefined {
		return this.#version >= 0 ? this.#shown.get(id) : undefined;
	}

	category(id: string | null): Category | undefined {
		return this.categories.find((category) => category.id === id);
	}

	async open(userId: string): Promise<void> {
		this.close();
		const opening = ++this.#openings;
		// A quarter of all our JavaScript, and the door (sign in) needs none of it.
		const { LocalDb } = await import('./db');
		if (opening !== this.#openings) return;
		const db = new LocalDb(userId);
		this.db = db;
		try {
			const [todos, categories, labels, waiting] = await Promise.all([
				db.todos.toArray(),
				db.categories.toArray(),
				db.labels.toArray(),
				db.outbox.orderBy('id').toArray()
			]);
			if (this.db !== db) return;
			this.waiting = waiting;
			this.#stored = new Set(waiting.map((mutation) => mutation.id));
			for (const todo of todos) this.#base.set(todo.id, todo);
			this.categories = categories.sort(byPosition);
			this.labels = labels;
			for (const id of [...this.#base.keys(), ...waiting.map((mutation) => mutation.todo_id)]) this.#lay(id);
			if (todos.length > 0) this.isLoaded = true;
			this.#version++;
		} catch {
			this.db = null; // no IndexedDB here (private window): memory alone has to do
		}
	}

	close(): void {
		this.#openings++;
		this.db?.close();
		this.db = null;
		for (const map of [this.#base, this.#shown, this.#gone, this.#takenAt]) map.clear();
		this.categories = [];
		this.labels = [];
		this.waiting = [];
		this.isLoaded = false;
		this.#version++;
	}

	/** The server's word on some todos. Older versions than the ones known are passed over. */
	take(...todos: Todo[]): void {
		const kept = todos.filter((todo) => {
			const known = this.#base.get(todo.id)?.version ?? this.#gone.get(todo.id) ?? 0;
			return todo.version >= known;
		});
		for (const todo of kept) {
			if (todo.deleted_at) this.#drop(todo.id, todo.version);
			else {
				this.#gone.delete(todo.id);
				this.#base.set(todo.id, todo);
				this.#takenAt.set(todo.id, ++this.#takes);
				this.#lay(todo.id);
			}
		}
		this.#version++;
		void this.db?.todos.bulkPut(kept.filter((todo) => !todo.deleted_at)).catch(ignore);
	}

	forget(id: string, version = 0): void {
		this.#drop(id, Math.max(version, this.#base.get(id)?.version ?? 0));
		this.#version++;
	}

	/** A list and all that is on it: it is not shared with us any more. */
	forgetCategory(id: string): void {
		for (const todo of [...this.#base.values()])
			if (todo.category_id === id) this.#drop(todo.id, todo.version);
		this.takeCategories(this.categories.filter((category) => category.id !== id));
		this.#version++;
	}

	/** All open todos as they were at `since` (see `now`): what is not among them and no newer is gone. */
	takeSnapshot(todos: Todo[], since: number): void {
		const present = new Set(todos.map((todo) => todo.id));
		for (const id of [...this.#base.keys()])
			if (!present.has(id) && (this.#takenAt.get(id) ?? 0) <= since) {
				this.#base.delete(id);
				this.#lay(id);
				void this.db?.todos.delete(id).catch(ignore);
			}
		this.take(...todos);
		this.isLoaded = true;
	}

	takeCategories(categories: Category[]): void {
		this.categories = [...categories].sort(byPosition);
		void this.db
			?.transaction('rw', this.db.categories, async () => {
				await this.db?.categories.clear();
				await this.db?.categories.bulkPut(categories);
			})
			.catch(ignore);
	}

	takeLabels(labels: Label[]): void {
		this.labels = [...labels];
		void this.db?.labels.bulkPut(labels).catch(ignore);
	}

	/** Shows a change at once and keeps it until the server has it. */
	async enqueue(mutation: Mutation): Promise<void> {
		const last = this.waiting.at(-1);
		const union = last && last.id !== this.sending ? merged(last, mutation) : null;
		this.waiting = union ? [...this.waiting.slice(0, -1), union] : [...this.waiting, mutation];
		this.#lay(mutation.todo_id);
		this.#version++;
		const kept = union ?? mutation;
		await this.db?.outbox.put(kept).then(() => this.#stored.add(kept.id), ignore);
	}

	/** Ends a change: accepted (`answer` is the server's word; null: it is gone) or refused (undefined: it falls away). */
	settle(mutation: Mutation, answer: Todo | null | undefined): void {
		this.waiting = this.waiting
			.filter((other) => other.id !== mutation.id)
			.map((other) => (answer ? rebased(other, mutation.todo_id, answer.version) : other));
		void this.db?.outbox.delete(mutation.id).catch(ignore);
		if (answer) {
			void this.db?.outbox.bulkPut(this.waiting.filter((other) => other.todo_id === answer.id)).catch(ignore);
			this.take(answer);
		} else if (answer === null) this.forget(mutation.todo_id);
		this.#lay(mutation.todo_id);
		this.#version++;
	}

	/** Whether IndexedDB is known to have held this change: if it is missing there now, another tab has sent it. */
	isStored(mutationId: string): boolean {
		return this.#stored.has(mutationId);
	}

	/** The server's last word on a todo, without our waiting changes. */
	acknowledged(id: string): Todo | undefined {
		return this.#base.get(id);
	}

	#drop(id: string, version: number): void {
		this.#gone.set(id, version);
		this.#base.delete(id);
		this.#lay(id);
		void this.db?.todos.delete(id).catch(ignore);
	}

	#lay(id: string): void {
		const mutations = this.waiting.filter((mutation) => mutation.todo_id === id);
		const shown = overlay(this.#base.get(id) ?? null, mutations);
		if (shown) this.#shown.set(id, shown);
		else this.#shown.delete(id);
	}
}

function byPosition(a: { position: string }, b: { position: string }): number {
	return a.position < b.position ? -1 : a.position > b.position ? 1 : 0;
}

function ignore(): void {
	// IndexedDB is a cache here; what memory and server hold is unharmed by its failing.
}

export const store = new Store();
