import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem, Unreachable } from '../src/lib/api/problem';

const server = vi.hoisted(() => ({ answers: [] as unknown[] }));

vi.mock('$lib/api/client', () => {
	const call = () => {
		const answer = server.answers.shift() ?? new Unreachable();
		return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ data: answer });
	};
	return {
		api: { GET: call, POST: call },
		body: async (answered: Promise<{ data: unknown }>) => (await answered).data
	};
});

const { store } = await import('../src/lib/shared/data/store.svelte');
const { toasts } = await import('../src/lib/shared/ui/toasts.svelte');
const { utteranceOf } = await import('../src/lib/features/command/keeping');
const { sendKept } = await import('../src/lib/features/command/send-kept');

const done = { results: [], reply: 'Added “Milk”.', transcript: 'buy milk' };
let user = 0;

beforeEach(async () => {
	vi.useFakeTimers({ toFake: ['setTimeout'] });
	server.answers.length = 0;
	toasts.dismiss();
	await store.open(`speaker-${++user}`);
	const said = utteranceOf({ text: 'buy milk' }, new Date());
	await store.db?.write(['utterances'], ({ put }) => put('utterances', [said]));
});

afterEach(() => {
	vi.useRealTimers();
});

it.each([new Unreachable(), new ApiProblem(409, '/problems/request-in-flight', '')])(
	'keeps what was said until it is answered, and says nothing meanwhile (%s)',
	async (trouble) => {
		server.answers.push(trouble);
		await sendKept();
		expect(await store.db?.count('utterances')).toBe(1);
		expect(toasts.current).toBeNull();

		server.answers.push(done);
		await sendKept();

		expect(await store.db?.count('utterances')).toBe(0);
		expect(toasts.current?.text).toContain('Added “Milk”');
	}
);

it('says what was refused, and lets it go', async () => {
	server.answers.push(new ApiProblem(422, '/problems/invalid', 'Say something.'));

	await sendKept();

	expect(await store.db?.count('utterances')).toBe(0);
	expect(toasts.current?.text).toContain('Say something.');
});
