/** Something a room asks the server for, and how that stands: to be shown by `ui/Answered.svelte`. */
import { ApiProblem, sentenceOf, Unreachable } from '$lib/api/problem';

export class Asking<T> {
	/** `refused`: whoever asks may not know it. `offline`: there was no connection. */
	state = $state<'asking' | 'found' | 'refused' | 'offline' | 'failed'>('asking');
	found = $state.raw<T | null>(null);
	sentence = $state('');
	#load: () => Promise<T>;
	#turn = 0;

	/** Begins at once. */
	constructor(load: () => Promise<T>) {
		this.#load = load;
		void this.again();
	}

	/** What was found stays to be seen meanwhile. An answer that comes after a later question is not heard. */
	async again(): Promise<void> {
		const turn = ++this.#turn;
		if (this.state !== 'found') this.state = 'asking';
		try {
			const found = await this.#load();
			if (turn !== this.#turn) return;
			this.found = found;
			this.state = 'found';
		} catch (error) {
			if (turn !== this.#turn) return;
			this.sentence = sentenceOf(error);
			if (error instanceof ApiProblem && error.status === 403) this.state = 'refused';
			else this.state = error instanceof Unreachable && error.status === 0 ? 'offline' : 'failed';
		}
	}
}
