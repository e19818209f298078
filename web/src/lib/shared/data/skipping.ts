/** Leaving out one date of what repeats: it moves on without being done. */
import type { Todo } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/ui/toasts.svelte';
import { mutationOf } from './mutations';
import { change } from './sync';
import { announce } from './undo';
import { arrange, asItStood } from './verbs';

/** Shows the next date at once. Where it cannot be reckoned here, that it follows; at the last date nothing is done but saying so. */
export async function skip(todo: Todo): Promise<void> {
	const { id, title, due, recurrence } = todo;
	if (!due || !recurrence) return;
	const fields = await movedOn(todo);
	if (fields === null) {
		toasts.show(m.data_skip_last({ title }));
		return;
	}
	change(mutationOf({ kind: 'skip_occurrence', id, occurrence: due.date }, { fields }));
	announce({ words: m.data_skipped({ title }), undo: () => arrange(todo, asItStood(todo)) });
}

/** The reckoning of dates is no part of the first load: fetched ahead, a skip need not wait for it, nor for a network. */
export function prepareToSkip(): void {
	void occurrences().catch(() => undefined);
}

/** Undefined where it is not known here: the reckoning could not be loaded, or is beyond this browser. */
async function movedOn(todo: Todo): Promise<Partial<Todo> | null | undefined> {
	try {
		return (await occurrences()).movedOn(todo, new Date());
	} catch {
		return undefined;
	}
}

function occurrences() {
	return import('$lib/shared/dates/occurrences');
}
