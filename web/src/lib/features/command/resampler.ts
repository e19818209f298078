/**
 * Sound at another rate, piece by piece as it comes: a windowed sinc, so that what the new rate cannot hold is left out
 * instead of folded back. Joined, the pieces are the same as if all had come at once.
 */
const ZERO_CROSSINGS = 16;
/** Steps of the kernel's table between two samples; between two steps it is interpolated. */
const STEPS = 256;
/** Of what the lower of both rates can hold; the rest is the filter's slope. */
const PASSED = 0.92;

export class Resampler {
	readonly #ratio: number;
	readonly #reach: number;
	readonly #kernel: Float32Array;
	#held: Float32Array;
	/** Where the first sample held stands in the whole. */
	#first: number;
	#made = 0;

	constructor(
		private readonly from: number,
		private readonly to: number
	) {
		this.#ratio = from / to;
		const cutoff = Math.min(1, to / from) * PASSED;
		this.#reach = Math.ceil(ZERO_CROSSINGS / cutoff);
		this.#kernel = kernelOf(cutoff, this.#reach);
		this.#held = new Float32Array(this.#reach); // silence before the first sample
		this.#first = -this.#reach;
	}

	/** The next samples, and what of the result is certain by them. */
	push(samples: Float32Array): Float32Array {
		if (this.from === this.to) return samples;
		const held = new Float32Array(this.#held.length + samples.length);
		held.set(this.#held);
		held.set(samples, this.#held.length);
		const end = this.#first + held.length;
		const count = Math.max(0, Math.ceil((end - this.#reach) / this.#ratio) - this.#made);
		const made = new Float32Array(count);
		for (let i = 0; i < count; i++) made[i] = this.#at((this.#made + i) * this.#ratio, held);
		this.#made += count;
		const needed = Math.max(0, Math.floor(this.#made * this.#ratio) - this.#reach - this.#first);
		this.#held = held.slice(Math.min(needed, held.length));
		this.#first += Math.min(needed, held.length);
		return made;
	}

	/** The rest, once no more samples come. */
	flush(): Float32Array {
		return this.push(new Float32Array(this.from === this.to ? 0 : this.#reach));
	}

	#at(position: number, held: Float32Array): number {
		const last = Math.min(Math.floor(position) + this.#reach, this.#first + held.length - 1);
		let sum = 0;
		for (let at = Math.max(Math.ceil(position) - this.#reach, this.#first); at <= last; at++) {
			const place = Math.abs(position - at) * STEPS;
			const step = Math.floor(place);
			const before = this.#kernel[step] ?? 0;
			const after = this.#kernel[step + 1] ?? 0;
			sum += (held[at - this.#first] ?? 0) * (before + (after - before) * (place - step));
		}
		return sum;
	}
}

/** One half of it: the other is its mirror. */
function kernelOf(cutoff: number, reach: number): Float32Array {
	return Float32Array.from({ length: reach * STEPS + 1 }, (_, i) => {
		const x = i / STEPS;
		const angle = Math.PI * cutoff * x;
		const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
		const turn = Math.PI * (x / reach);
		return cutoff * sinc * (0.42 + 0.5 * Math.cos(turn) + 0.08 * Math.cos(2 * turn)); // Blackman
	});
}
