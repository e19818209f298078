/** What people are told of changes that were not done as they made them. */
import { problemWords, sentenceOf } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import type { MutationResult } from '$lib/api/types';
import { toasts } from '$lib/shared/ui/toasts.svelte';
import type { Mutation } from './mutations';

export async function tellResult({ sent }: Mutation, result: MutationResult, title: string): Promise<void> {
	const { status, message, problem } = result;
	if (status === 'not_found' && sent.kind.startsWith('delete_')) return; // it is gone, as it was to be
	const reason = problem ? await problemWords(problem, message ?? '') : (message ?? '');
	const sentence = sentenceFor(result, sent.id, reason, title);
	if (sentence) toasts.show(sentence);
}

export function tellRefused(title: string, error: unknown): void {
	toasts.show(unsaved(title, sentenceOf(error)));
}

export function tellStuck(title: string): void {
	toasts.show(title ? m.data_stuck({ title }) : m.data_it_is_stuck());
}

/** `reason` is the server's, or nothing where all was done as asked. */
function sentenceFor(result: MutationResult, sentId: string, reason: string, title: string): string {
	const { status, id, left_out } = result;
	if (status === 'not_found') return title ? m.data_gone({ title }) : m.data_it_is_gone();
	if (status === 'refused') return unsaved(title, reason);
	if (!reason || !title) return reason;
	if (result.problem) return m.data_partly({ title, reason });
	if (status === 'in_trash') return m.data_in_trash({ title });
	if (id !== sentId) return m.data_same({ title });
	return left_out.includes('label_ids') ? m.data_labels_gone({ title }) : reason;
}

function unsaved(title: string, reason: string): string {
	return (title ? m.data_unsaved({ title, reason }) : m.data_it_is_unsaved({ reason })).trim();
}
