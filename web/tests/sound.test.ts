import { describe, expect, it } from 'vitest';
import { EndWatch } from '../src/lib/features/command/end-watch';
import { Resampler } from '../src/lib/features/command/resampler';
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

describe('Resampler', () => {
	const tone = (hertz: number, rate: number, seconds: number) =>
		Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));

	const resampled = (samples: Float32Array, from: number, piece: number) => {
		const resampler = new Resampler(from, 16_000);
		const pieces: Float32Array[] = [];
		for (let at = 0; at < samples.length; at += piece)
			pieces.push(resampler.push(samples.subarray(at, at + piece)));
		return joined([...pieces, resampler.flush()]);
	};

	it.each([48_000, 44_100, 24_000, 8_000])('keeps what can be heard of speech as it was, from %i', (from) => {
		const made = resampled(tone(440, from, 1), from, 1_024);

		expect(made.length).toBe(16_000);
		const wanted = tone(440, 16_000, 1);
		const off = made.subarray(500, 15_500).map((sample, i) => Math.abs(sample - (wanted[i + 500] ?? 0)));
		expect(Math.max(...off)).toBeLessThan(0.01);
	});

	it('leaves out what the new rate cannot hold', () => {
		expect(
			rootMeanSquare(resampled(tone(12_000, 48_000, 1), 48_000, 1_024).subarray(500, 15_500))
		).toBeLessThan(0.001);
	});

	it('makes the same of many pieces as of one', () => {
		const said = tone(300, 44_100, 0.5);

		expect(resampled(said, 44_100, 777)).toEqual(resampled(said, 44_100, said.length));
	});

	it('passes on what has the right rate already', () => {
		expect([...resampled(new Float32Array([0.1, 0.2]), 16_000, 1)]).toEqual([
			...new Float32Array([0.1, 0.2])
		]);
	});
});

describe('EndWatch', () => {
	const loud = (watch: EndWatch) => {
		for (let i = 0; i < 50; i++) watch.hear(0.1, PIECE_MS);
	};

	it('ends soon after the server has heard the last of the speech', () => {
		const watch = new EndWatch();

		expect(watch.tell({ text: 'Buy milk', speech_seconds: 1, quiet_seconds: 0.5 })).toBe(false);
		expect(watch.tell({ text: 'Buy milk', speech_seconds: 1, quiet_seconds: 1 })).toBe(true);
	});

	it('waits longer where the server has heard nobody yet', () => {
		const watch = new EndWatch();

		expect(watch.tell({ text: '', speech_seconds: 0, quiet_seconds: 5 })).toBe(false);
		expect(watch.tell({ text: '', speech_seconds: 0, quiet_seconds: 6.1 })).toBe(true);
	});

	it('believes the server rather than loudness while it tells', () => {
		const watch = new EndWatch();
		loud(watch);

		for (let heard = 0; heard < 5_000; heard += 500) {
			watch.tell({ text: 'Buy milk', speech_seconds: 2, quiet_seconds: 0.1 });
			for (let i = 0; i < 25; i++) expect(watch.hear(0.001, PIECE_MS)).toBe(false);
		}
	});

	it('goes by loudness where the server tells nothing', () => {
		const watch = new EndWatch();
		loud(watch);
		let heard = 0;
		while (!watch.hear(0.001, PIECE_MS)) heard += PIECE_MS;

		expect(heard).toBeLessThan(1_400);
	});
});
