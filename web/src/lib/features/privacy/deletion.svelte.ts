/** That the account is going to be deleted, as far as it is known here. What is asked throws ApiProblem or Unreachable. */
import { api, body } from '$lib/api/client';
import type { AccountDeletion } from '$lib/api/types';
import { dayWords } from '$lib/shared/dates/moments';
import { proof } from '$lib/shared/proof.svelte';

class Deletion {
	#known = $state.raw<AccountDeletion | null>(null);

	/** Null until it was loaded. */
	get known(): AccountDeletion | null {
		return this.#known;
	}

	/** The day, where it is pending. */
	get day(): string | null {
		const due = this.#known?.is_pending ? this.#known.due_at : null;
		return due ? dayWords(due) : null;
	}

	async load(): Promise<void> {
		this.#known = await body(api.GET('/v1/me/deletion'));
	}

	/** False where whoever asks did not prove who they are. */
	async ask(): Promise<boolean> {
		const asked = await proof.with(() => body(api.POST('/v1/me/deletion')));
		if (asked !== null) this.#known = asked;
		return asked !== null;
	}

	async keep(): Promise<void> {
		this.#known = await body(api.DELETE('/v1/me/deletion'));
	}
}

export const deletion = new Deletion();
