/** One exchange with the server: something said or typed, its answer, and what can still be said to that answer. */
import { api, body } from '$lib/api/client';
import { ApiProblem, sentenceOf, Unreachable } from '$lib/api/problem';
import type { CommandOutcome, Todo } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import type { Utterance } from '$lib/shared/data/db';
import { learn } from '$lib/shared/data/sync';
import { remember, takeBack, type Step } from '$lib/shared/data/undo';
import type { Fields } from '$lib/shared/data/verbs';
import { add } from '$lib/shared/data/verbs';
import { deliver } from './keeping';
import type { Line } from './line';
import { sendKeptLater } from './send-kept';

/** The server's offer to add what it did not understand as a task. */
const ADD_AS_TASK = '1';

/** An option that was pressed, or words of one's own. */
export type Answer = { option_id: string } | { text: string };

export class Conversation {
	phase = $state<'idle' | 'thinking' | 'answered' | 'troubled'>('idle');
	outcome = $state.raw<CommandOutcome | null>(null);
	trouble = $state('');
	/** What may be done about the trouble. */
	wayOn = $state<'type' | null>(null);
	#step: Step | null = null;

	/** Whether nothing was understood of what was said. */
	get isStrange(): boolean {
		const { outcome } = this;
		return (
			outcome !== null &&
			outcome.transcript !== '' &&
			outcome.results.every(({ action }) => action === 'other')
		);
	}

	/** Whether something was asked that waits for an answer. */
	get isAsking(): boolean {
		return this.phase === 'answered' && Boolean(this.outcome?.clarification);
	}

	/** What is said back, in one or two sentences: for ears rather than eyes. */
	get aloud(): string {
		if (this.phase === 'troubled') return this.trouble;
		const { outcome } = this;
		if (this.phase !== 'answered' || !outcome) return '';
		const { reply, clarification } = outcome;
		const question = clarification?.question ?? '';
		return reply.includes(question) ? reply : `${reply} ${question}`;
	}

	get isUndone(): boolean {
		return Boolean(this.outcome?.undone_at);
	}

	/** Over the line it was spoken into, where there is one. */
	async say(utterance: Utterance, line: Line | null = null): Promise<void> {
		const asked = this.isAsking ? this.outcome : null;
		this.clear();
		await this.#ask(() => deliver(utterance, line), utterance);
		// Nothing was said to what was asked: it is still asked.
		if (asked && (this.outcome as CommandOutcome | null)?.transcript.trim() === '') this.outcome = asked;
	}

	/**
	 * Says it where tasks are added: what means nothing else is a task. `room` holds fields that a new task takes from the
	 * room it was typed in, where the sentence says nothing of them.
	 */
	async addBySaying(utterance: Utterance, room: Fields): Promise<void> {
		await this.say({ ...utterance, room: { ...room } });
		if (this.isStrange) await this.addAsTask();
	}

	async answer(answer: Answer): Promise<void> {
		const { outcome } = this;
		if (!outcome) return;
		await this.#ask(() =>
			body(
				api.POST('/v1/voice/commands/{command_id}/answer', {
					params: { path: { command_id: outcome.id } },
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
	async addAsTask(): Promise<void> {
		const { outcome } = this;
		if (!outcome) return;
		const offered = outcome.clarification?.options.find(({ id }) => id === ADD_AS_TASK);
		if (offered) return this.answer({ option_id: offered.id });
		add({ title: outcome.transcript });
		this.clear();
	}

	clear(): void {
		this.phase = 'idle';
		this.outcome = null;
		this.trouble = '';
		this.wayOn = null;
		this.#step = null;
	}

	fail(sentence: string, wayOn: 'type' | null = null): void {
		this.clear();
		this.phase = 'troubled';
		this.trouble = sentence;
		this.wayOn = wayOn;
	}

	async #ask(call: () => Promise<CommandOutcome>, utterance?: Utterance): Promise<void> {
		this.phase = 'thinking';
		try {
			this.#take(await call());
		} catch (error) {
			const isKept = utterance && (error instanceof Unreachable || (error as ApiProblem).status === 401);
			if (isKept) sendKeptLater();
			this.fail(isKept ? keptSentence(utterance, error) : sentenceOf(error));
		}
	}

	#take(outcome: CommandOutcome): void {
		this.outcome = outcome;
		this.phase = 'answered';
		learn(...todosOf(outcome));
		if (!outcome.is_undoable || this.#step) return;
		this.#step = { words: outcome.reply || outcome.transcript, undo: () => this.#revert(outcome.id) };
		remember(this.#step);
	}

	async #revert(id: string): Promise<void> {
		const undone = await body(
			api.POST('/v1/voice/commands/{command_id}/undo', { params: { path: { command_id: id } } })
		);
		learn(...todosOf(undone));
		if (this.outcome?.id === id)
			this.outcome = { ...this.outcome, undone_at: undone.undone_at ?? undone.created_at };
		this.#step = null;
	}
}

function todosOf({ results }: Pick<CommandOutcome, 'results'>): Todo[] {
	return results.flatMap(({ todo, todos }) => [todo ?? [], todos ?? []].flat());
}

function keptSentence({ audio }: Utterance, error: unknown): string {
	const trouble =
		error instanceof Unreachable && error.status ? m.command_server_in_trouble() : m.command_no_connection();
	return `${trouble} ${audio ? m.command_recording_kept() : m.command_words_kept()}`;
}
