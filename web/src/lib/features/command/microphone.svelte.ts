/** Press-to-talk: held it records until let go; tapped it listens hands-free until silence. */
import type { MicrophoneTrouble, Recorder } from './recorder';
import { Conversation } from './conversation.svelte';
import { utteranceOf } from './keeping';
import { SilenceWatch } from './silence';

const TAP_MS = 350;
const LONGEST_MS = 58_000;
const BARS = 32;

const TROUBLES: Record<MicrophoneTrouble, string> = {
	refused:
		'This page may not use the microphone. Allow it at the lock in the address bar, or press Q and type instead.',
	missing: 'No microphone was found. Plug one in, or press Q and type instead.',
	busy: 'The microphone is in use by another program. Close it there, or press Q and type instead.',
	insecure: 'Browsers lend the microphone only to https pages and to localhost. Press Q and type instead.'
};

const UNFINISHED =
	'The recording was lost on its way out of the microphone. Say it again, or press Q and type instead.';

export class Microphone {
	phase = $state<'idle' | 'opening' | 'listening'>('idle');
	isHandsFree = $state(false);
	/** The last levels, 0..1, oldest first. */
	levels = $state.raw<number[]>(quiet());
	readonly conversation = new Conversation();
	#recorder: Recorder | null = null;
	#silence = new SilenceWatch();
	#pressedAt = 0;
	#startedAt = new Date();
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

	cancel(): void {
		this.#attempt++;
		this.#recorder?.cancel();
		this.#rest();
	}

	async finish(): Promise<void> {
		const recorder = this.#recorder;
		if (!recorder) {
			// Let go before the microphone was open: most likely a question for permission stood in between.
			this.isHandsFree = true;
			return;
		}
		this.#rest();
		this.conversation.phase = 'thinking';
		try {
			const audio = await recorder.stop();
			await this.conversation.say(utteranceOf({ audio }, this.#startedAt));
		} catch {
			this.conversation.fail(UNFINISHED);
		}
	}

	async #start(): Promise<void> {
		const attempt = ++this.#attempt;
		this.phase = 'opening';
		this.conversation.clear();
		this.#silence = new SilenceWatch();
		this.#heardMs = 0;
		try {
			const { record } = await import('./recorder');
			const recorder = await record((level, milliseconds) => this.#hear(level, milliseconds));
			if (attempt !== this.#attempt) return recorder.cancel();
			this.#recorder = recorder;
			this.#startedAt = new Date();
			this.phase = 'listening';
		} catch (error) {
			if (attempt !== this.#attempt) return;
			this.#rest();
			const { trouble = 'busy' } = error as { trouble?: MicrophoneTrouble };
			this.conversation.fail(TROUBLES[trouble]);
		}
	}

	#hear(level: number, milliseconds: number): void {
		if (this.phase !== 'listening') return;
		this.levels = [...this.levels.slice(1), loudness(level)];
		this.#heardMs += milliseconds;
		const isSilent = this.#silence.hear(level, milliseconds);
		if ((this.isHandsFree && isSilent) || this.#heardMs > LONGEST_MS) void this.finish();
	}

	#rest(): void {
		this.#recorder = null;
		this.phase = 'idle';
		this.isHandsFree = false;
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
