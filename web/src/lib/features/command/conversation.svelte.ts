/** One exchange with the server: something said or typed, its answer, and what can still be said to that answer. */
import { api, body } from '$lib/api/client';
import { ApiProblem, sentenceOf, Unreachable } from '$lib/api/problem';
import type { CommandOutcome, Todo } from '$lib/api/types';
import type { Utterance } from '$lib/shared/data/db';
import { store } from '$lib/shared/data/store.svelte';
import { remember, takeBack, type Step } from '$lib/shared/data/undo';
import type { Fields } from '$lib/shared/data/outbox';
import { add, arrange, remove } from '$lib/shared/data/verbs';
import { deliver } from './keeping';

/** An option that was pressed, or words of one's own. */
export type Answer = { option_id: string } | { text: string };

export class Conversation {
	phase = $state<'idle' | 'thinking' | 'answered' | 'troubled'>('idle');
	outcome = $state.raw<CommandOutcome | null>(null);
	trouble = $state('');
	#step: Step | null = null;
	#placed: Todo[] = [];

	get isUndone(): boolean {
		return Boolean(this.outcome?.undone_at);
	}

	/** `room`: fields that a new task takes from the room it was typed in, where the sentence says nothing of them. */
	async say(utterance: Utterance, room: Fields = {}): Promise<void> {
		this.clear();
		await this.#ask(() => deliver(utterance), utterance);
		this.#place(room);
	}

	async answer(answer: Answer): Promise<void> {
		const { outcome } = this;
		if (!outcome) return;
		await this.#ask(() =>
			body(
				api.POST('/v1/voice/commands/{id}/answer', {
					params: { path: { id: outcome.id } },
					body: answer
				})
			)
		);
	}

	/** Takes the whole command back. */
	async undo(): Promise<void> {
		if (this.#step) await takeBack(this.#step, { isSilent: true });
	}

	/** What was not understood becomes a task with just these words. */
	addAsTask(room: Fields = {}): void {
		const { outcome } = this;
		if (!outcome) return;
		add({ ...room, title: outcome.transcript });
		this.clear();
	}

	clear(): void {
		this.phase = 'idle';
		this.outcome = null;
		this.trouble = '';
		this.#step = null;
		this.#placed = [];
	}

	fail(sentence: string): void {
		this.clear();
		this.phase = 'troubled';
		this.trouble = sentence;
	}

	async #ask(call: () => Promise<CommandOutcome>, utterance?: Utterance): Promise<void> {
		this.phase = 'thinking';
		try {
			this.#take(await call());
		} catch (error) {
			const isKept = utterance && (error instanceof Unreachable || (error as ApiProblem).status === 401);
			this.fail(isKept ? keptSentence(utterance) : sentenceOf(error));
		}
	}

	#take(outcome: CommandOutcome): void {
		this.outcome = outcome;
		this.phase = 'answered';
		for (const { todo, todos } of outcome.results)
			store.take(...[todo, ...(todos ?? [])].filter((one) => !!one));
		if (!outcome.is_undoable || this.#step) return;
		this.#step = { words: outcome.reply || outcome.transcript, undo: () => this.#revert(outcome.id) };
		remember(this.#step);
	}

	async #revert(id: string): Promise<void> {
		const undone = await body(api.POST('/v1/voice/commands/{id}/undo', { params: { path: { id } } }));
		for (const { todo, todos } of undone.results)
			store.take(...[todo, ...(todos ?? [])].filter((one) => !!one));
		// We moved these into the room ourselves; for the server that is a later change, which an undo leaves alone.
		for (const todo of this.#placed) if (store.todo(todo.id)) remove(todo);
		if (this.outcome?.id === id)
			this.outcome = { ...this.outcome, undone_at: undone.undone_at ?? undone.created_at };
		this.#step = null;
	}

	#place(room: Fields): void {
		const { outcome } = this;
		if (!outcome || Object.keys(room).length === 0) return;
		outcome.results.forEach(({ action, status, todo }, i) => {
			if (action !== 'task.create' || status !== 'done' || !todo) return;
			const said = slotsOf(outcome, i);
			const fields = Object.fromEntries(
				Object.entries(room).filter(([field]) => !(said as Record<string, unknown>)[SLOT_OF[field] ?? field])
			);
			if (Object.keys(fields).length === 0) return;
			arrange(todo, fields);
			this.#placed.push(todo);
		});
	}
}

/** What was said of the i-th result; where results and actions do not pair up, what was said of any. */
function slotsOf({ interpretation, results }: CommandOutcome, i: number): object {
	const actions = interpretation.actions;
	if (actions.length === results.length) return actions[i]?.slots ?? {};
	return Object.assign({}, ...actions.map(({ slots }) => slots ?? {})) as object;
}

const SLOT_OF: Record<string, string> = { category_id: 'list', due: 'due' };

function keptSentence({ audio }: Utterance): string {
	return audio
		? 'No connection. Your recording is kept here and sent later; “tomorrow” will still mean what it means now.'
		: 'No connection. Your words are kept here and sent later; “tomorrow” will still mean what it means now.';
}
