/**
 * Tasks that were moved into the room they were typed in, right after a command had made them. For the server that is a
 * later change, which undoing the command leaves alone: so they are taken out here.
 */
import { api, body } from '$lib/api/client';
import type { CommandOutcome, Todo } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { store } from '$lib/shared/data/store.svelte';
import { arrange, discard, type Fields } from '$lib/shared/data/verbs';

interface Placement {
	commandId: string;
	todos: Todo[];
}

/** The latest last. */
const placements: Placement[] = [];

/** `room` holds fields that a new task takes from the room, where the sentence says nothing of them. */
export function place(outcome: CommandOutcome, room: Fields): void {
	const todos: Todo[] = [];
	outcome.results.forEach(({ action, status, todo }, i) => {
		if (action !== 'task.create' || status !== 'done' || !todo) return;
		const said = slotsOf(outcome, i);
		const fields = Object.fromEntries(
			Object.entries(room).filter(([field]) => !(said as Record<string, unknown>)[SLOT_OF[field] ?? field])
		);
		if (Object.keys(fields).length === 0) return;
		arrange(todo, fields);
		todos.push(todo);
	});
	if (todos.length > 0) placements.push({ commandId: outcome.id, todos });
}

const SLOT_OF: Record<string, string> = { category_id: 'list', due: 'due' };

/** What was said of the i-th result; where results and actions do not pair up, what was said of any. */
function slotsOf({ interpretation, results }: CommandOutcome, i: number): object {
	const actions = interpretation.actions;
	if (actions.length === results.length) return actions[i]?.slots ?? {};
	return Object.assign({}, ...actions.map(({ slots }) => slots ?? {})) as object;
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
