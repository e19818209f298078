/** What tests of the copy need of a server: values, and answers to `/v1/sync`. */
import { Unreachable } from '../src/lib/api/problem';
import type { MutationResult, SyncAnswer, Todo } from '../src/lib/api/types';

export interface Asked {
	sync_token: string | null;
	mutations: { kind: string; mutation_id: string; id: string }[];
}

/** The server, as far as these tests need one: what it was asked, and what the next calls answer, make of the question, or throw. */
export const server = {
	asked: [] as Asked[],
	answers: [] as (Error | ((asked: Asked) => unknown))[]
};

/** What stands in for `$lib/api/client`. */
export const client = {
	api: {
		POST: (_path: string, { body }: { body: Asked }) => {
			server.asked.push(structuredClone(body));
			const answer = server.answers.shift() ?? new Unreachable();
			return answer instanceof Error ? Promise.reject(answer) : Promise.resolve({ data: answer(body) });
		}
	},
	body: async (answered: Promise<{ data: unknown }>) => (await answered).data
};

export const milk = {
	id: 'a',
	title: 'Milk',
	notes: '',
	category_id: null,
	position: 'm',
	version: 3,
	label_ids: [],
	completed_at: null,
	deleted_at: null
} as unknown as Todo;

export const NOTHING = {
	todos: [],
	categories: [],
	sections: [],
	labels: [],
	filters: [],
	comments: [],
	attachments: []
};

/** An answer that does everything it is asked, with what changed. */
export const told =
	(changed: Partial<SyncAnswer> = {}, result: Partial<MutationResult> = {}) =>
	({ mutations }: Asked): SyncAnswer => ({
		results: mutations.map(({ mutation_id, id }) => ({
			mutation_id,
			id,
			status: 'done' as const,
			message: null,
			errors: [],
			left_out: [],
			...result
		})),
		reset: false,
		...NOTHING,
		removed: NOTHING,
		sync_token: crypto.randomUUID(),
		has_more: false,
		...changed
	});
