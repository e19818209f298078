/** Leaving out one date of what repeats: it moves on without being done. */
import type { Todo } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/ui/toasts.svelte';
import { mutationOf } from './mutations';
import { nextOf, prepareNextDates } from './next-dates';
import { occurrenceNamed } from './occurrence-named';
import { change } from './sync';
import { announce } from './undo';
import { arrange, asItStood } from './verbs';

/** Shows the next date at once. Where it cannot be reckoned here, that it follows; at the last date nothing is done but saying so. */
export async function skip(todo: Todo): Promise<void> {
	const { id, title } = todo;
	const occurrence = occurrenceNamed(todo);
	if (!occurrence) return;
	await prepareNextDates().catch(() => undefined);
	const fields = nextOf(todo, new Date());
	if (fields === null) {
		toasts.show(m.data_skip_last({ title }));
		return;
	}
	change(mutationOf({ kind: 'skip_occurrence', id, occurrence }, { fields }));
	announce({ words: m.data_skipped({ title }), undo: () => arrange(todo, asItStood(todo)) });
}
