/** What is spoken into a line arrives in order and whole, or the line says that it did not bring it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { Line, type Heard } from '../src/lib/features/command/line';

type Told = [event: string, ...data: unknown[]];

/** A socket as Socket.IO's is, with the server's answers beside it. */
class Wire {
	connected = true;
	told: Told[] = [];
	answers: Record<string, unknown> = {
		voice_start: { max_seconds: 60 },
		voice_end: { outcome: { reply: 'Added.' } }
	};
	io = { engine: { writeBuffer: [] as unknown[] } };
	#ears = new Map<string, Set<(data: unknown) => void>>();

	on(event: string, ear: (data: unknown) => void) {
		this.#ears.set(event, (this.#ears.get(event) ?? new Set()).add(ear));
		return this;
	}
	off(event: string, ear: (data: unknown) => void) {
		this.#ears.get(event)?.delete(ear);
		return this;
	}
	say(event: string, data?: unknown) {
		this.#ears.get(event)?.forEach((ear) => ear(data));
	}
	emit(...told: Told) {
		this.told.push(told);
	}
	timeout() {
		return {
			emitWithAck: async (...told: Told) => {
				this.told.push(told);
				const answer = this.answers[told[0]];
				if (answer instanceof Error) throw answer;
				return answer;
			}
		};
	}
	get sound(): number[] {
		const pieces = this.told.filter(([event]) => event === 'voice_sound');
		expect(pieces.map(([, number]) => number)).toEqual(pieces.map((_, i) => i));
		return pieces.flatMap(([, , buffer]) => [...new Int16Array(buffer as ArrayBuffer)]);
	}
}

const utterance = { id: 'u1', timezone: 'Europe/Berlin', captured_at: '2026-05-01T09:00:00Z' };
const samples = (length: number) => new Float32Array(length).fill(0.5);
const opened = () => new Promise((resolve) => setTimeout(resolve));
let wire: Wire;
let heard: Heard[];
let line: Line;

beforeEach(() => {
	wire = new Wire();
	heard = [];
});

function open() {
	line = new Line(wire as never, utterance as never, (told) => heard.push(told));
}

describe('a line', () => {
	it('brings all that was said, also before it was open, in numbered pieces', async () => {
		open();
		line.send(samples(3_000));
		await opened();
		line.send(samples(3_000));

		expect(await line.end()).toEqual({ reply: 'Added.' });
		expect(wire.sound).toHaveLength(6_000);
		expect(wire.told.at(-1)).toEqual(['voice_end', { id: 'u1', pieces: 3 }]);
	});

	it('tells what was heard of its own utterance alone', async () => {
		open();
		const told = { text: 'Buy', speech_seconds: 1, quiet_seconds: 0 };
		wire.say('voice_heard', { id: 'other', ...told });
		wire.say('voice_heard', { id: 'u1', ...told });

		expect(heard).toEqual([{ id: 'u1', ...told }]);
	});

	it.each([
		['nobody answers at the start', { voice_start: new Error('timeout') }],
		['the start is refused', { voice_start: { problem: { status: 429 } } }],
		['the end is refused', { voice_end: { problem: { status: 409 } } }],
		['nobody answers at the end', { voice_end: new Error('timeout') }]
	])('brings nothing where %s', async (_, answers) => {
		Object.assign(wire.answers, answers);
		open();
		await opened();
		line.send(samples(3_000));

		expect(await line.end()).toBeNull();
	});

	it.each([
		['it was cut', 'disconnect', undefined],
		['the server gave it up', 'voice_failed', { id: 'u1', problem: {} }]
	])('brings nothing once %s, and says nothing more', async (_, event, data) => {
		open();
		await opened();
		wire.say(event, data);
		const before = wire.told.length;
		line.send(samples(3_000));

		expect(await line.end()).toBeNull();
		expect(wire.told.slice(before).filter(([name]) => name === 'voice_sound')).toEqual([]);
	});

	it('is given up where the network does not take what is said', async () => {
		open();
		await opened();
		wire.io.engine.writeBuffer.length = 200;
		line.send(samples(3_000));

		expect(await line.end()).toBeNull();
		expect(wire.told.at(-1)).toEqual(['voice_cancel']);
	});
});
