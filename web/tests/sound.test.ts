import { describe, expect, it } from 'vitest';
import { rootMeanSquare, SilenceWatch } from '../src/lib/features/command/silence';
import { encodeWav, joined } from '../src/lib/features/command/wav';

const PIECE_MS = 20;
/** How long the watch listens to `level` before it calls an end; null where it never does within a minute. */
function endAfter(watch: SilenceWatch, level: number): number | null {
	for (let heard = PIECE_MS; heard <= 60_000; heard += PIECE_MS)
		if (watch.hear(level, PIECE_MS)) return heard;
	return null;
}

describe('encodeWav', () => {
	it('writes 16-bit mono PCM that any decoder reads', () => {
		const view = new DataView(encodeWav(new Float32Array([0, 1, -1, 0.5]), 16_000));
		const ascii = (at: number) => String.fromCharCode(...new Uint8Array(view.buffer, at, 4));

		expect([ascii(0), ascii(8), ascii(36)]).toEqual(['RIFF', 'WAVE', 'data']);
		expect(view.getUint32(4, true)).toBe(view.byteLength - 8);
		expect(view.getUint32(24, true)).toBe(16_000);
		expect(view.getUint32(40, true)).toBe(8);
		expect([0, 1, 2, 3].map((i) => view.getInt16(44 + 2 * i, true))).toEqual([0, 32_767, -32_768, 16_384]);
	});

	it('clips what is too loud instead of wrapping it', () => {
		const view = new DataView(encodeWav(new Float32Array([7, -7]), 16_000));

		expect([view.getInt16(44, true), view.getInt16(46, true)]).toEqual([32_767, -32_768]);
	});
});

describe('joined', () => {
	it('keeps the order of the pieces', () => {
		expect([...joined([new Float32Array([1, 2]), new Float32Array([3])])]).toEqual([1, 2, 3]);
	});
});

describe('SilenceWatch', () => {
	it('ends a while after somebody has spoken', () => {
		const watch = new SilenceWatch();
		for (let i = 0; i < 50; i++) expect(watch.hear(0.1, PIECE_MS)).toBe(false);

		expect(endAfter(watch, 0.001)).toBe(1_300);
	});

	it('waits longer when nobody has spoken yet', () => {
		expect(endAfter(new SilenceWatch(), 0.001)).toBe(6_000);
	});

	it('goes on through a pause within a sentence', () => {
		const watch = new SilenceWatch();
		for (let i = 0; i < 50; i++) watch.hear(0.1, PIECE_MS);
		for (let i = 0; i < 40; i++) expect(watch.hear(0.001, PIECE_MS)).toBe(false);
		watch.hear(0.1, PIECE_MS);

		expect(endAfter(watch, 0.001)).toBe(1_300);
	});

	it('takes a steady hum for silence', () => {
		expect(endAfter(new SilenceWatch(), 0.02)).toBe(6_000);
	});
});

describe('rootMeanSquare', () => {
	it('measures loudness, not sign', () => {
		expect(rootMeanSquare(new Float32Array([0.5, -0.5]))).toBeCloseTo(0.5);
		expect(rootMeanSquare(new Float32Array())).toBe(0);
	});
});
