/** How the person wants their week and their day to be taken, as far as it is known here. This browser remembers it. */
import { api, body } from '$lib/api/client';
import type { Preferences } from '$lib/api/types';
import { store } from './data/store.svelte';

/** What is usual, as the server has it for whoever never said anything. */
const USUAL: Preferences = { first_weekday: 0, completing_parent: 'complete', version: 0 };
const KEPT = 'preferences';

class Known {
	now = $state.raw<Preferences>(USUAL);
	/** Moves with each person. */
	#openings = 0;

	/** 0 Sunday … 6 Saturday, as `Date` has it. */
	get firstWeekday(): number {
		return (this.now.first_weekday + 1) % 7;
	}

	/** What was remembered, then what the server says. Throws ApiProblem or Unreachable. */
	async load(): Promise<void> {
		const { db } = store;
		const kept = await db?.fact(KEPT).catch(() => undefined);
		if (kept) this.now = kept as Preferences;
		else if (this.#openings !== store.openings) this.now = USUAL; // they are of somebody else
		this.#openings = store.openings;
		const asked = await body(api.GET('/v1/preferences'));
		if (store.db === db) this.take(asked);
	}

	take(told: Preferences): void {
		this.now = told;
		const fact = { key: KEPT, value: told };
		void store.db?.write(['facts'], (writing) => writing.put('facts', [fact])).catch(() => undefined);
	}
}

export const preferences = new Known();
