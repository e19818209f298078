/** When a repeating task comes next. Reckoning that is a large part of our JavaScript, and no part of the first load. */
import type { Todo } from '$lib/api/types';

type Reckoning = typeof import('$lib/shared/dates/occurrences');

/** What the task is then; null where this is its last date, undefined where that cannot be known here. */
export type Next = Partial<Todo> | null | undefined;

let reckoning: Reckoning | undefined;

/** Fetched ahead, what repeats goes on at once, and also without a network. */
export async function prepareNextDates(): Promise<void> {
	reckoning ??= await import('$lib/shared/dates/occurrences');
}

/** Whether `nextOf` can be asked. */
export function arePrepared(): boolean {
	return reckoning !== undefined;
}

/** After it was done, or left out, at `at`. */
export function nextOf(todo: Todo, at: Date): Next {
	try {
		return reckoning?.movedOn(todo, at);
	} catch {
		return undefined;
	}
}
