/** Everything the page shows, in memory: the server's last word with the waiting changes laid over it. IndexedDB follows. */
import type { Attachment, Category, Comment, Filter, Label, Section, SyncAnswer, Todo } from '$lib/api/types';
import { archivedIds } from './archived';
import { LocalDb } from './db';
import { eachKind, KINDS, type Kind, type Things } from './kinds';
import { kindOf, touched, type Mutation } from './mutations';
import { byPosition } from './ordering';
import { orphans, removedBy } from './removal';
import { Shelf, type Shelves } from './shelf.svelte';
import { isSweeping, Waiting } from './waiting';

class Store {
	db: LocalDb | null = null;
	/** Whether a whole copy is here. */
	isLoaded = $state(false);
	waiting = $state.raw(new Waiting());

	#shelves = Object.fromEntries(KINDS.map((kind) => [kind, new Shelf()])) as unknown as Shelves;
	/** Moves with each opening and closing: what was asked before is of no use then, and perhaps somebody else's. */
	openings = 0;

	#categories = $derived([...this.#shelves.categories.all].sort(byPosition));
	#archived = $derived(archivedIds(this.#categories));
	#todos = $derived.by(() => {
		const all = this.#shelves.todos.all;
		return this.#archived.size > 0 ? all.filter(({ category_id }) => !this.isArchived(category_id)) : all;
	});
	#commentsOf = $derived(grouped(this.#shelves.comments.all, ({ todo_id }) => todo_id));
	#attachmentsOf = $derived(grouped(this.#shelves.attachments.all, ({ todo_id }) => todo_id));
	#subtasksOf = $derived(grouped(this.#shelves.todos.all, ({ parent_id }) => parent_id ?? ''));

	/** All todos outside the archive, open and done, in no order. */
	get todos(): Todo[] {
		return this.#todos;
	}

	/** All in a list, be it in the archive; null is the inbox. */
	todosIn(categoryId: string | null): Todo[] {
		return this.#shelves.todos.all.filter(({ category_id }) => (category_id ?? null) === categoryId);
	}

	/** Those that are not in the archive, in the person's order. */
	get categories(): Category[] {
		return this.#categories.filter(({ id }) => !this.isArchived(id));
	}

	get archived(): Category[] {
		return this.#categories.filter(({ id }) => this.isArchived(id));
	}

	/** Whether a list is in the archive, or below one that is. */
	isArchived(categoryId: string | null | undefined): boolean {
		return this.#archived.has(categoryId ?? '');
	}

	get labels(): Label[] {
		return this.#shelves.labels.all;
	}

	get filters(): Filter[] {
		return [...this.#shelves.filters.all].sort(byPosition);
	}

	todo(id: string): Todo | undefined {
		return this.#shelves.todos.get(id);
	}

	category(id: string | null): Category | undefined {
		return id === null ? undefined : this.#shelves.categories.get(id);
	}

	filter(id: string): Filter | undefined {
		return this.#shelves.filters.get(id);
	}

	sectionsOf(categoryId: string): Section[] {
		return this.#shelves.sections.all
			.filter(({ category_id }) => category_id === categoryId)
			.sort(byPosition);
	}

	/** Open and done, in their order. */
	subtasksOf(todoId: string): Todo[] {
		return [...(this.#subtasksOf.get(todoId) ?? [])].sort(byPosition);
	}

	/** The oldest first. */
	commentsOf(todoId: string): Comment[] {
		return [...(this.#commentsOf.get(todoId) ?? [])].sort((a, b) => (a.created_at < b.created_at ? -1 : 1));
	}

	attachmentsOf(todoId: string): Attachment[] {
		return this.#attachmentsOf.get(todoId) ?? [];
	}

	/** The server's last word on something, without our waiting changes. */
	acknowledged<K extends Kind>(kind: K, id: string): Things[K] | undefined {
		return this.#shelves[kind].acknowledged(id);
	}

	async open(userId: string): Promise<void> {
		this.close();
		this.openings++;
		this.db = new LocalDb(userId);
		await this.reread();
	}

	/** Everything from IndexedDB: at the start, and where another tab has written what this one has not heard of. */
	async reread(): Promise<void> {
		const { db } = this;
		if (!db) return;
		try {
			const found = await db.read(...KINDS, 'mutations', 'facts');
			if (this.db !== db) return;
			eachKind((kind) => {
				this.#shelves[kind].clear();
				this.#put(kind, found[kind] as Things[typeof kind][]);
			});
			this.isLoaded = found.facts.some(({ key, value }) => key === 'is_whole' && value === true);
			this.#waitFor(found.mutations);
			this.#layAll();
		} catch {
			this.db = null; // no IndexedDB here (private window): memory alone has to do
		}
	}

	close(): void {
		this.openings++;
		this.db?.close();
		this.db = null;
		for (const kind of KINDS) this.#shelves[kind].clear();
		this.waiting = new Waiting();
		this.isLoaded = false;
	}

	/** What some route answered. Older versions than the ones that are known are passed over; the next sync brings it anew. */
	take(...todos: Todo[]): void {
		const kept = todos.filter((todo) => !todo.deleted_at);
		for (const todo of todos) if (todo.deleted_at) this.#shelves.todos.drop(todo.id);
		this.#put('todos', kept);
		this.#lay(
			'todos',
			todos.map(({ id }) => id)
		);
	}

	/**
	 * An answer of `/v1/sync`, in one step. Changes in `answered` fall away: between two states of the copy they are left
	 * where they are, so that nothing they did is unseen meanwhile. What it takes out, named in it or not, is returned.
	 */
	apply(answer: SyncAnswer, answered: ReadonlySet<string>): Record<Kind, Set<string>> {
		const removed = removedBy(answer, this.#shelves);
		if (answer.reset) for (const kind of KINDS) this.#shelves[kind].clear();
		eachKind((kind) => {
			this.#put(kind, answer[kind] as Things[typeof kind][]);
			for (const id of removed[kind]) this.#shelves[kind].drop(id);
		});
		if (!answer.has_more) {
			for (const [kind, id] of orphans(this.#shelves)) {
				this.#shelves[kind].drop(id);
				removed[kind].add(id);
			}
			this.isLoaded = true;
		}
		const gone = this.waiting.all.filter(({ id }) => answered.has(id));
		this.#waitFor(this.waiting.all.filter(({ id }) => !answered.has(id)));
		if (answer.reset || gone.some(isSweeping)) {
			this.#layAll();
			return removed;
		}
		eachKind((kind) => {
			const own = gone.filter((mutation) => kindOf(mutation) === kind).flatMap(touched);
			this.#lay(kind, [...answer[kind].map(({ id }) => id), ...removed[kind], ...own]);
		});
		return removed;
	}

	/** Shows a change at once. */
	enqueue(mutation: Mutation): void {
		this.#waitFor([...this.waiting.all, mutation]);
		if (isSweeping(mutation)) this.#layAll();
		else this.#lay(kindOf(mutation), touched(mutation));
	}

	/** `put` take the place of those with their ids; `gone` are in them, or given up. */
	requeue(put: readonly Mutation[], gone: readonly string[]): void {
		const news = new Map(put.map((mutation) => [mutation.id, mutation]));
		const before = this.waiting.all;
		this.#waitFor(before.filter(({ id }) => !gone.includes(id)).map((each) => news.get(each.id) ?? each));
		const isShownElse = ({ id, shown }: Mutation) => news.has(id) && news.get(id)?.shown !== shown;
		const others = before.filter((each) => gone.includes(each.id) || isShownElse(each));
		if (others.some(isSweeping)) this.#layAll();
		else
			for (const each of others)
				this.#lay(kindOf(each), [...touched(each), ...touched(news.get(each.id) ?? each)]);
	}

	#waitFor(mutations: readonly Mutation[]): void {
		this.waiting = new Waiting(mutations);
	}

	#put<K extends Kind>(kind: K, things: Things[K][]): void {
		for (const thing of things) this.#shelves[kind].put(thing);
	}

	#layAll(): void {
		eachKind((kind) => {
			const known = this.#shelves[kind].acknowledgedAll().map(({ id }) => id);
			const made = this.waiting.all.filter((each) => kindOf(each) === kind).map(({ sent }) => sent.id);
			this.#lay(kind, [...known, ...made]);
		});
	}

	#lay(kind: Kind, ids: string[]): void {
		if (ids.length === 0) return;
		const shelf = this.#shelves[kind] as Shelf<Kind>;
		shelf.lay(ids, (id, thing) =>
			this.waiting.shown(kind, id, thing, kind === 'todos' ? this.#above(thing as Todo | null) : [])
		);
	}

	#above(todo: Todo | null): string[] {
		const ids: string[] = [];
		for (
			let id = todo?.parent_id;
			id && !ids.includes(id);
			id = this.#shelves.todos.acknowledged(id)?.parent_id
		)
			ids.push(id);
		return ids;
	}
}

function grouped<T>(things: T[], key: (thing: T) => string): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const thing of things) {
		const group = groups.get(key(thing));
		if (group) group.push(thing);
		else groups.set(key(thing), [thing]);
	}
	return groups;
}

export const store = new Store();
