/** 16-bit mono PCM in a RIFF/WAVE container. Samples beyond ±1 are clipped. */
export function encodeWav(samples: Float32Array, sampleRate: number): ArrayBuffer {
	const bytesPerSample = 2;
	const dataBytes = samples.length * bytesPerSample;
	const buffer = new ArrayBuffer(44 + dataBytes);
	const view = new DataView(buffer);
	const ascii = (offset: number, text: string) => {
		for (let i = 0; i < text.length; i++) view.setUint8(offset + i, text.charCodeAt(i));
	};
	ascii(0, 'RIFF');
	view.setUint32(4, 36 + dataBytes, true);
	ascii(8, 'WAVEfmt ');
	view.setUint32(16, 16, true); // length of this chunk
	view.setUint16(20, 1, true); // PCM
	view.setUint16(22, 1, true); // channels
	view.setUint32(24, sampleRate, true);
	view.setUint32(28, sampleRate * bytesPerSample, true);
	view.setUint16(32, bytesPerSample, true);
	view.setUint16(34, 16, true); // bits per sample
	ascii(36, 'data');
	view.setUint32(40, dataBytes, true);
	samples.forEach((sample, i) => {
		const clipped = Math.max(-1, Math.min(1, sample));
		view.setInt16(44 + i * bytesPerSample, Math.round(clipped * (clipped < 0 ? 0x8000 : 0x7fff)), true);
	});
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
