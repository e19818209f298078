/** Does what somebody asked for, after a proof of who is there where that is wanted; what goes wrong is told in a toast. */
import { sentenceOf, Unreachable } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import { proof } from './proof.svelte';
import { toasts } from './ui/toasts.svelte';

/** Whether it was done. Somebody who changed their mind is told nothing. */
export async function attempt(step: () => Promise<unknown>): Promise<boolean> {
	try {
		let isDone = false;
		await proof.with(async () => {
			await step();
			isDone = true;
		});
		return isDone;
	} catch (error) {
		if (!(error instanceof DOMException)) toasts.show(sentenceNow(error));
		return false;
	}
}

/** Where nothing is kept to be sent later, and nothing may seem to be. */
export function sentenceNow(error: unknown): string {
	const isOffline = error instanceof Unreachable && error.status === 0;
	return isOffline ? m.states_undone() : sentenceOf(error);
}
