/** One utterance, on its way to the server while it is spoken: docs/api/voice-stream.md. */
import type { Socket } from 'socket.io-client';
import type { CommandOutcome } from '$lib/api/types';
import type { Utterance } from '$lib/shared/data/db';
import { joined, toPcm } from './wav';

/** What was heard so far. */
export interface Heard {
	text: string;
	speech_seconds: number;
	quiet_seconds: number;
}

/** Samples in a piece: 128 ms. */
const PIECE = 2_048;
/** Pieces that may wait for a slow network: ten seconds. */
const MOST_UNSENT = 80;
const START_MS = 5_000;
/** Longer than hearing takes; whoever waits on a dead line is to know soon. */
const ANSWER_MS = 12_000;

export class Line {
	readonly #socket: Socket;
	readonly #id: string;
	readonly #heard: (heard: Heard) => void;
	#waiting: Float32Array[] = [];
	#pieces = 0;
	#isOpen = false;
	#isBroken = false;

	/** Until it is open, and should it never be, what is said waits here. `heard` is told what was heard so far. */
	constructor(socket: Socket, { id, timezone, captured_at }: Utterance, heard: (heard: Heard) => void) {
		this.#socket = socket;
		this.#id = id;
		this.#heard = heard;
		socket.on('voice_heard', this.#tell).on('voice_failed', this.#fail).on('disconnect', this.#break);
		void socket
			.timeout(START_MS)
			.emitWithAck('voice_start', { id, timezone, captured_at })
			.then((answer: { problem?: unknown } | null) => {
				if (!answer || answer.problem) return this.#break();
				this.#isOpen = true;
				this.#sendWhole();
			}, this.#break);
	}

	/** The next samples, at 16 kHz. */
	send(samples: Float32Array): void {
		if (this.#isBroken) return;
		this.#waiting.push(samples);
		if (this.#isOpen) this.#sendWhole();
	}

	/** What came of it; null where the line does not bring it, and the whole recording is to be sent instead. */
	async end(): Promise<CommandOutcome | null> {
		if (!this.#isOpen || this.#isBroken) {
			this.cancel();
			return null;
		}
		const rest = joined(this.#waiting);
		if (rest.length > 0) this.#sendPiece(rest);
		try {
			const answer = (await this.#socket
				.timeout(ANSWER_MS)
				.emitWithAck('voice_end', { id: this.#id, pieces: this.#pieces })) as {
				outcome?: CommandOutcome;
			} | null;
			return answer?.outcome ?? null;
		} catch {
			return null;
		} finally {
			this.#break();
		}
	}

	cancel(): void {
		if (!this.#isBroken && this.#socket.connected) this.#socket.emit('voice_cancel');
		this.#break();
	}

	#sendWhole(): void {
		let all = joined(this.#waiting);
		while (all.length >= PIECE) {
			this.#sendPiece(all.subarray(0, PIECE));
			all = all.subarray(PIECE);
		}
		this.#waiting = [all];
		if (this.#socket.io.engine.writeBuffer.length > 2 * MOST_UNSENT) this.cancel(); // a message and its sound each
	}

	#sendPiece(samples: Float32Array): void {
		this.#socket.emit('voice_sound', this.#pieces++, toPcm(samples).buffer);
	}

	#tell = (heard: Heard & { id: string }): void => {
		if (heard.id === this.#id) this.#heard(heard);
	};

	#fail = ({ id }: { id: string }): void => {
		if (id === this.#id) this.#break();
	};

	#break = (): void => {
		this.#isBroken = true;
		this.#waiting = [];
		this.#socket
			.off('voice_heard', this.#tell)
			.off('voice_failed', this.#fail)
			.off('disconnect', this.#break);
	};
}
