/** The microphone: opened for one recording, closed right after it. */
import workletUrl from './capture.worklet.ts?worker&url';
import { rootMeanSquare } from './silence';
import { encodeWav, joined } from './wav';

const SAMPLE_RATE = 16_000;

export type MicrophoneTrouble = 'refused' | 'missing' | 'busy' | 'insecure';

export class MicrophoneError extends Error {
	constructor(readonly trouble: MicrophoneTrouble) {
		super(trouble);
	}
}

export interface Recorder {
	/** Ends the recording: 16 kHz mono WAV. */
	stop(): Promise<Blob>;
	cancel(): void;
}

/**
 * Opens the microphone; `heard` then gets the level (0..1) of each piece and its milliseconds. Resolves once it listens.
 * Throws MicrophoneError.
 */
export async function record(heard: (level: number, milliseconds: number) => void): Promise<Recorder> {
	const stream = await open();
	const context = new AudioContext();
	try {
		await Promise.all([context.audioWorklet.addModule(workletUrl), context.resume()]);
	} catch (error) {
		for (const track of stream.getTracks()) track.stop();
		await context.close();
		throw error;
	}
	const source = context.createMediaStreamSource(stream);
	const capture = new AudioWorkletNode(context, 'capture', { numberOfOutputs: 0, channelCount: 1 });
	const pieces: Float32Array[] = [];
	capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
		pieces.push(data);
		heard(rootMeanSquare(data), (data.length / context.sampleRate) * 1000);
	};
	source.connect(capture);

	const close = () => {
		capture.port.onmessage = null;
		source.disconnect();
		for (const track of stream.getTracks()) track.stop();
		void context.close();
	};
	return {
		async stop() {
			const { sampleRate } = context;
			close();
			const samples = await resampled(joined(pieces), sampleRate);
			return new Blob([encodeWav(samples, SAMPLE_RATE)], { type: 'audio/wav' });
		},
		cancel: close
	};
}

async function open(): Promise<MediaStream> {
	const devices = (navigator as { mediaDevices?: MediaDevices }).mediaDevices;
	if (!devices) throw new MicrophoneError('insecure');
	try {
		// A recogniser is trained on plain speech; what makes a call pleasant (noise gates, echo removal) costs it words.
		return await devices.getUserMedia({
			audio: { channelCount: 1, echoCancellation: false, noiseSuppression: false, autoGainControl: true }
		});
	} catch (error) {
		const name = error instanceof DOMException ? error.name : '';
		if (name === 'NotAllowedError' || name === 'SecurityError') throw new MicrophoneError('refused');
		if (name === 'NotFoundError' || name === 'OverconstrainedError') throw new MicrophoneError('missing');
		throw new MicrophoneError('busy');
	}
}

async function resampled(samples: Float32Array<ArrayBuffer>, from: number): Promise<Float32Array> {
	if (from === SAMPLE_RATE || samples.length === 0) return samples;
	const length = Math.max(1, Math.round((samples.length * SAMPLE_RATE) / from));
	const offline = new OfflineAudioContext(1, length, SAMPLE_RATE);
	const buffer = offline.createBuffer(1, samples.length, from);
	buffer.copyToChannel(samples, 0);
	const source = offline.createBufferSource();
	source.buffer = buffer;
	source.connect(offline.destination);
	source.start();
	return (await offline.startRendering()).getChannelData(0);
}
