/** Sends what was said while there was no connection, oldest first, in one tab only. */
import { alone } from '$lib/api/alone';
import { ApiProblem, sentenceOf, Unreachable } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import { learn } from '$lib/shared/data/sync';
import { toasts } from '$lib/shared/ui/toasts.svelte';
import { deliver } from './keeping';
import { unsent } from './unsent.svelte';

const RETRY_MS = 20_000;

let isRunning = false;
let timer: ReturnType<typeof setTimeout> | undefined;

export async function sendKept(): Promise<void> {
	if (isRunning) return;
	isRunning = true;
	clearTimeout(timer);
	try {
		await alone('voicetodo-utterances', sendAll);
	} finally {
		isRunning = false;
	}
}

/** Plans another attempt: the live line may stand while the server still cannot answer. */
export function sendKeptLater(): void {
	clearTimeout(timer);
	timer = setTimeout(() => void sendKept(), RETRY_MS);
}

async function sendAll(): Promise<void> {
	for (const { id } of await unsent.all()) {
		// Each may have been taken out while those before it were sent.
		const utterance = (await unsent.all()).find((each) => each.id === id);
		if (!utterance) continue;
		try {
			const outcome = await deliver(utterance);
			learn(...outcome.results.flatMap(({ todo }) => todo ?? []));
			toasts.show(m.command_sent_later({ reply: outcome.reply || outcome.transcript }));
		} catch (error) {
			const isBeingSent = error instanceof ApiProblem && error.slug === 'request-in-flight';
			if (error instanceof Unreachable || isBeingSent) {
				sendKeptLater();
				return;
			}
			toasts.show(m.command_refused_later({ reason: sentenceOf(error) }));
		}
	}
}
