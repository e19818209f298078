/** Things of one kind, in memory: the server's last word, and with the waiting changes laid over it what is shown. */
import type { Kind, Thing, Things } from './kinds';

export class Shelf<K extends Kind> {
	#base = new Map<string, Things[K]>();
	#shown = new Map<string, Things[K]>();
	#version = $state(0);
	#list = $derived.by(() => (this.#version >= 0 ? [...this.#shown.values()] : []));

	/** All that is shown, in no order. */
	get all(): Things[K][] {
		return this.#list;
	}

	get(id: string): Things[K] | undefined {
		return this.#version >= 0 ? this.#shown.get(id) : undefined;
	}

	/** The server's last word, without our waiting changes. */
	acknowledged(id: string): Things[K] | undefined {
		return this.#base.get(id);
	}

	acknowledgedAll(): Things[K][] {
		return [...this.#base.values()];
	}

	/** Whether it was new. An older version than the one that is known is passed over. */
	put(thing: Things[K]): boolean {
		const known = this.#base.get(thing.id);
		if (known && versionOf(known) > versionOf(thing)) return false;
		this.#base.set(thing.id, thing);
		return true;
	}

	drop(id: string): void {
		this.#base.delete(id);
	}

	clear(): void {
		this.#base.clear();
		this.#shown.clear();
		this.#version++;
	}

	/** Shows these anew. */
	lay(ids: Iterable<string>, shown: (id: string, thing: Things[K] | null) => Things[K] | null): void {
		for (const id of ids) {
			const now = shown(id, this.#base.get(id) ?? null);
			if (now) this.#shown.set(id, now);
			else this.#shown.delete(id);
		}
		this.#version++;
	}
}

export type Shelves = { [K in Kind]: Shelf<K> };

/** Attachments have none: they never change. */
function versionOf(thing: Thing): number {
	return 'version' in thing ? thing.version : 0;
}
