/** Press-to-talk: held it records until let go; tapped it listens hands-free until silence. */
import { m } from '$lib/paraglide/messages';
import { live } from '$lib/shared/data/live.svelte';
import type { MicrophoneTrouble, Recorder } from './recorder';
import { Conversation } from './conversation.svelte';
import { EndWatch } from './end-watch';
import { utteranceOf } from './keeping';
import type { Heard, Line } from './line';
import { replies } from './replies.svelte';

const TAP_MS = 350;
const LONGEST_MS = 58_000;
const BARS = 32;
/** All that the speech engine understands. */
const SPOKEN = 'en';

const TROUBLES: Record<MicrophoneTrouble, () => string> = {
	refused: m.command_microphone_refused,
	missing: m.command_microphone_missing,
	busy: m.command_microphone_busy,
	insecure: m.command_microphone_insecure
};

export class Microphone {
	phase = $state<'idle' | 'opening' | 'listening'>('idle');
	isHandsFree = $state(false);
	/** The words so far, which later ones may change. */
	words = $state('');
	/** The last levels, 0..1, oldest first. */
	levels = $state.raw<number[]>(quiet());
	readonly conversation = new Conversation();
	#recorder: Recorder | null = null;
	#line: Line | null = null;
	#utterance = utteranceOf({}, new Date());
	#watch = new EndWatch();
	#pressedAt = 0;
	#heardMs = 0;
	#attempt = 0;

	get isActive(): boolean {
		return this.phase !== 'idle';
	}

	/** The button or key goes down. While listening hands-free this ends it. */
	press(): void {
		if (this.isActive) {
			if (this.isHandsFree) void this.finish();
			return;
		}
		this.#pressedAt = performance.now();
		this.isHandsFree = false;
		void this.#start();
	}

	/** The button or key comes up: a long press ends here, a tap goes on hands-free. */
	release(): void {
		if (!this.isActive || this.isHandsFree) return;
		if (performance.now() - this.#pressedAt < TAP_MS) this.isHandsFree = true;
		else void this.finish();
	}

	/** Listens without a finger on anything. */
	listen(): void {
		this.press();
		this.release();
	}

	cancel(): void {
		this.#attempt++;
		this.#recorder?.cancel();
		this.#line?.cancel();
		this.#rest();
	}

	async finish(): Promise<void> {
		const recorder = this.#recorder;
		if (!recorder) {
			// Let go before the microphone was open: most likely a question for permission stood in between.
			this.isHandsFree = true;
			return;
		}
		const [line, isHandsFree] = [this.#line, this.isHandsFree];
		try {
			const audio = recorder.stop();
			this.#rest();
			await this.conversation.say({ ...this.#utterance, audio }, line);
		} catch {
			line?.cancel();
			this.#rest();
			this.conversation.fail(m.command_recording_lost(), 'type');
		}
		await this.#reply(isHandsFree);
	}

	async #start(): Promise<void> {
		const attempt = ++this.#attempt;
		this.phase = 'opening';
		replies.hush();
		// What was asked stays in sight: this is most likely the answer.
		if (!this.conversation.isAsking) this.conversation.clear();
		this.#watch = new EndWatch();
		this.#heardMs = 0;
		try {
			const [{ record }, { Line }] = await Promise.all([import('./recorder'), import('./line')]);
			const recorder = await record({
				heard: (level, milliseconds) => this.#hear(level, milliseconds),
				sound: (samples) => this.#line?.send(samples)
			});
			if (attempt !== this.#attempt) return recorder.cancel();
			this.#recorder = recorder;
			this.#utterance = utteranceOf({}, new Date());
			this.#line = live.line && new Line(live.line, this.#utterance, (heard) => this.#tell(heard));
			this.phase = 'listening';
		} catch (error) {
			if (attempt !== this.#attempt) return;
			this.#rest();
			const { trouble = 'busy' } = error as { trouble?: MicrophoneTrouble };
			this.conversation.fail(TROUBLES[trouble](), 'type');
		}
	}

	#hear(level: number, milliseconds: number): void {
		if (this.phase !== 'listening') return;
		this.levels = [...this.levels.slice(1), loudness(level)];
		this.#heardMs += milliseconds;
		const isOver = this.#watch.hear(level, milliseconds);
		if ((this.isHandsFree && isOver) || this.#heardMs > LONGEST_MS) void this.finish();
	}

	#tell(heard: Heard): void {
		if (this.phase !== 'listening') return;
		this.words = heard.text.replace(/\.$/, ''); // nobody knows yet that the sentence ends here
		if (this.#watch.tell(heard) && this.isHandsFree) void this.finish();
	}

	/** Says aloud what is on the screen; after a question asked so, the answer is listened for. */
	async #reply(isHandsFree: boolean): Promise<void> {
		const { conversation } = this;
		const attempt = this.#attempt;
		const isSaid = await replies.speak(conversation.aloud, SPOKEN);
		const isStillHere = attempt === this.#attempt && !this.isActive;
		if (isSaid && isHandsFree && isStillHere && conversation.isAsking) this.listen();
	}

	#rest(): void {
		this.#recorder = null;
		this.#line = null;
		this.phase = 'idle';
		this.isHandsFree = false;
		this.words = '';
		this.levels = quiet();
	}
}

function quiet(): number[] {
	return Array.from({ length: BARS }, () => 0);
}

/** A level as the eye expects it: the ear's logarithm, -55 dB and below is nothing. */
function loudness(level: number): number {
	return Math.min(1, Math.max(0, (20 * Math.log10(level + 1e-6) + 55) / 45));
}

export const microphone = new Microphone();
