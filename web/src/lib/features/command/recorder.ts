/** The microphone: opened for one recording, closed right after it. */
import workletUrl from './capture.worklet.ts?worker&url';
import { Resampler } from './resampler';
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
	stop(): Blob;
	cancel(): void;
}

export interface Listener {
	/** The level (0..1) of each piece, and its milliseconds. */
	heard(level: number, milliseconds: number): void;
	/** The sound itself, at 16 kHz: joined, it is the recording. */
	sound(samples: Float32Array): void;
}

/** Opens the microphone and tells the listener. Resolves once it listens. Throws MicrophoneError. */
export async function record(listener: Listener): Promise<Recorder> {
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
	const resampler = new Resampler(context.sampleRate, SAMPLE_RATE);
	const keep = (samples: Float32Array) => {
		pieces.push(samples);
		listener.sound(samples);
	};
	capture.port.onmessage = ({ data }: MessageEvent<Float32Array>) => {
		keep(resampler.push(data));
		listener.heard(rootMeanSquare(data), (data.length / context.sampleRate) * 1000);
	};
	source.connect(capture);

	const close = () => {
		capture.port.onmessage = null;
		source.disconnect();
		for (const track of stream.getTracks()) track.stop();
		void context.close();
	};
	return {
		stop() {
			close();
			keep(resampler.flush());
			return new Blob([encodeWav(joined(pieces), SAMPLE_RATE)], { type: 'audio/wav' });
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
