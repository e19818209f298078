/**
 * Tasks that were moved into the room they were typed in, right after a command had made them. For the server that is a
 * later change, which undoing the command leaves alone: so they are taken out here.
 */
import { api, body } from '$lib/api/client';
import type { CommandOutcome, Todo } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { store } from '$lib/shared/data/store.svelte';
import { discard } from '$lib/shared/data/verbs';

interface Placement {
	commandId: string;
	todos: Todo[];
}

/** The latest last. */
const placements: Placement[] = [];

export function keepPlaced(commandId: string, todos: Todo[]): void {
	if (todos.length > 0) placements.push({ commandId, todos });
}

/** Of a command that is undone. */
export function takeOut(commandId: string): void {
	const nth = placements.findIndex((placement) => placement.commandId === commandId);
	if (nth < 0) return;
	for (const todo of placements.splice(nth, 1)[0]?.todos ?? []) if (store.todo(todo.id)) discard(todo);
}

/** Where somebody said “undo”, and that was the command before: what became of both. */
export async function withUndone(outcome: CommandOutcome): Promise<CommandOutcome> {
	const last = placements.at(-1);
	const isUndoing = ({ action, status }: CommandOutcome['results'][number]) =>
		action === 'undo' && status === 'done';
	if (!last || !outcome.results.some(isUndoing)) return outcome;
	const params = { path: { command_id: last.commandId } };
	const undone = await body(api.GET('/v1/voice/commands/{command_id}', { params })).catch(() => null);
	if (!undone?.undone_at) return outcome;
	takeOut(last.commandId);
	const reply = m.data_undone({ words: m.ui_quoted({ words: undone.transcript }) });
	return {
		...outcome,
		reply,
		results: outcome.results.map((each) => (isUndoing(each) ? { ...each, message: reply } : each))
	};
}
