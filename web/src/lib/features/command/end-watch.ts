/** Decides when a hands-free recording is over: by what the server hears, and by loudness where it does not tell. */
import type { Heard } from './line';
import { SilenceWatch } from './silence';

const AFTER_SPEECH_SECONDS = 0.9;
const WITHOUT_SPEECH_SECONDS = 6;
const LEAST_SPEECH_SECONDS = 0.15;
/** Whoever has told nothing for so long tells nothing any more. */
const STALE_MS = 2_000;

export class EndWatch {
	#silence = new SilenceWatch();
	#sinceToldMs = Infinity;

	/** Takes the level of the next `milliseconds`; answers whether the recording is over. */
	hear(level: number, milliseconds: number): boolean {
		this.#sinceToldMs += milliseconds;
		const isSilent = this.#silence.hear(level, milliseconds);
		return isSilent && this.#sinceToldMs > STALE_MS;
	}

	/** Takes what the server has heard so far; answers the same. */
	tell({ speech_seconds, quiet_seconds }: Heard): boolean {
		this.#sinceToldMs = 0;
		const hasSpoken = speech_seconds >= LEAST_SPEECH_SECONDS;
		return quiet_seconds >= (hasSpoken ? AFTER_SPEECH_SECONDS : WITHOUT_SPEECH_SECONDS);
	}
}
