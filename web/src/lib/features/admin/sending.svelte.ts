/** A form on its way to the server: whether it is being sent, and what was refused of it, in sentences. */
import { ApiProblem, sentenceOf } from '$lib/api/problem';
import { proof } from '$lib/shared/proof.svelte';

export class Sending {
	isBusy = $state(false);
	trouble = $state('');

	/** Whether it was done. Who is to prove who they are and does not is told nothing. */
	async send(step: () => Promise<unknown>): Promise<boolean> {
		this.isBusy = true;
		this.trouble = '';
		let isDone = false;
		try {
			await proof.with(async () => {
				await step();
				isDone = true;
			});
		} catch (error) {
			this.trouble = wordsOf(error);
		} finally {
			this.isBusy = false;
		}
		return isDone;
	}
}

function wordsOf(error: unknown): string {
	const faults = error instanceof ApiProblem ? error.errors : [];
	const told = faults.map(({ field, message, code }) => (code ? message : `${field}: ${message}`));
	return [...new Set(told)].join(' ') || sentenceOf(error);
}
