/** 16-bit mono PCM, and the RIFF/WAVE container around it. */
const HEADER_BYTES = 44;

/** Samples beyond ±1 are clipped. Little-endian, as every machine that runs a browser is. */
export function toPcm(samples: Float32Array): Int16Array {
	return Int16Array.from(samples, (sample) => {
		const clipped = Math.max(-1, Math.min(1, sample));
		return Math.round(clipped * (clipped < 0 ? 0x8000 : 0x7fff));
	});
}

export function encodeWav(samples: Float32Array, sampleRate: number): ArrayBuffer {
	const pcm = toPcm(samples);
	const buffer = new ArrayBuffer(HEADER_BYTES + pcm.byteLength);
	const view = new DataView(buffer);
	const ascii = (offset: number, text: string) => {
		for (let i = 0; i < text.length; i++) view.setUint8(offset + i, text.charCodeAt(i));
	};
	ascii(0, 'RIFF');
	view.setUint32(4, 36 + pcm.byteLength, true);
	ascii(8, 'WAVEfmt ');
	view.setUint32(16, 16, true); // length of this chunk
	view.setUint16(20, 1, true); // PCM
	view.setUint16(22, 1, true); // channels
	view.setUint32(24, sampleRate, true);
	view.setUint32(28, sampleRate * 2, true);
	view.setUint16(32, 2, true);
	view.setUint16(34, 16, true); // bits per sample
	ascii(36, 'data');
	view.setUint32(40, pcm.byteLength, true);
	new Int16Array(buffer, HEADER_BYTES).set(pcm);
	return buffer;
}

export function joined(chunks: Float32Array[]): Float32Array<ArrayBuffer> {
	const all = new Float32Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
	let offset = 0;
	for (const chunk of chunks) {
		all.set(chunk, offset);
		offset += chunk.length;
	}
	return all;
}
