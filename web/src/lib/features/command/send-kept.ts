/** Sends what was said while there was no connection, oldest first, in one tab only. */
import { alone } from '$lib/api/alone';
import { sentenceOf, Unreachable } from '$lib/api/problem';
import { store } from '$lib/shared/data/store.svelte';
import { toasts } from '$lib/shared/ui/toasts.svelte';
import { deliver, kept } from './keeping';

let isRunning = false;

export async function sendKept(): Promise<void> {
	if (isRunning) return;
	isRunning = true;
	try {
		await alone('voicetodo-utterances', sendAll);
	} finally {
		isRunning = false;
	}
}

async function sendAll(): Promise<void> {
	for (const utterance of await kept()) {
		try {
			const outcome = await deliver(utterance);
			for (const { todo } of outcome.results) if (todo) store.take(todo);
			toasts.show(`Sent what you said before: ${outcome.reply || outcome.transcript}`);
		} catch (error) {
			if (error instanceof Unreachable) return;
			toasts.show(`What you said before could not be done. ${sentenceOf(error)}`);
		}
	}
}
