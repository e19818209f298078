/**
 * Decides when a hands-free recording is over: some silence after somebody spoke, or nobody speaking at all.
 * Levels are root mean squares, 0..1. "Speech" is what stands clearly above the quietest the room has been.
 */
export class SilenceWatch {
	#floor = 0.02;
	#spokenMs = 0;
	#silentMs = 0;

	constructor(
		private readonly limits = { afterSpeechMs: 1_300, withoutSpeechMs: 6_000, leastSpeechMs: 150 }
	) {}

	get hasHeardSpeech(): boolean {
		return this.#spokenMs >= this.limits.leastSpeechMs;
	}

	/** Takes the level of the next `milliseconds`; answers whether the recording is over. */
	hear(level: number, milliseconds: number): boolean {
		this.#floor = Math.min(Math.max(level, 0.001), this.#floor * 1.005);
		const isSpeech = level > Math.max(0.008, this.#floor * 3);
		if (isSpeech) {
			this.#spokenMs += milliseconds;
			this.#silentMs = 0;
		} else this.#silentMs += milliseconds;
		return this.#silentMs >= (this.hasHeardSpeech ? this.limits.afterSpeechMs : this.limits.withoutSpeechMs);
	}
}

export function rootMeanSquare(samples: Float32Array): number {
	let sum = 0;
	for (const sample of samples) sum += sample * sample;
	return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
}
