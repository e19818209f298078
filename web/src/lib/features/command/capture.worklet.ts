/** Runs on the audio thread: hands over what the microphone hears in pieces of about 20 ms. */

declare class AudioWorkletProcessor {
	readonly port: MessagePort;
}
declare function registerProcessor(name: string, processor: new () => AudioWorkletProcessor): void;

const PIECE = 1024;

class Capture extends AudioWorkletProcessor {
	#piece = new Float32Array(PIECE);
	#filled = 0;

	process(inputs: Float32Array[][]): boolean {
		const channel = inputs[0]?.[0];
		if (!channel) return true;
		for (const sample of channel) {
			this.#piece[this.#filled++] = sample;
			if (this.#filled < PIECE) continue;
			this.port.postMessage(this.#piece, [this.#piece.buffer]);
			this.#piece = new Float32Array(PIECE);
			this.#filled = 0;
		}
		return true;
	}
}

registerProcessor('capture', Capture);

export {};
