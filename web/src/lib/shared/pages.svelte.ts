/** A long list that the server tells page by page. */
import { Asking } from './asking.svelte';
import { attempt } from './attempt';

interface Page<T> {
	items: T[];
	next_cursor?: string | null;
}

export class Pages<T> {
	readonly asking: Asking<T[]>;
	/** Where the next page begins; null after the last. */
	next = $state<string | null>(null);
	#load: (cursor?: string) => Promise<Page<T>>;

	constructor(load: (cursor?: string) => Promise<Page<T>>) {
		this.#load = load;
		this.asking = new Asking(async () => this.#take(await load()));
	}

	more(): Promise<boolean> {
		return attempt(async () => {
			const items = this.#take(await this.#load(this.next ?? undefined));
			this.asking.found = [...(this.asking.found ?? []), ...items];
		});
	}

	#take({ items, next_cursor }: Page<T>): T[] {
		this.next = next_cursor ?? null;
		return items;
	}
}
