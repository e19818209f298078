import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inWords, problemOf } from '../src/lib/api/problem';
import { isKnown } from '../src/lib/api/problem-words';
import { overwriteGetLocale } from '../src/lib/paraglide/runtime';

interface Operation {
	tags?: string[];
	responses: Record<string, { description: string }>;
}

const answer = (type: string, detail: string) =>
	new Response(JSON.stringify({ type, detail }), { status: 404 });

describe('a problem', () => {
	afterEach(() => overwriteGetLocale(() => 'en'));

	it('that is known is told in the language of the person', async () => {
		overwriteGetLocale(() => 'de');

		const problem = await problemOf(
			answer('https://voicetodo.dev/problems/category-not-found', 'No such category.')
		);

		expect(problem.message).toContain('Diese Liste');
	});

	it('that is not known is told in the words of the server', async () => {
		const problem = await problemOf(
			answer('https://voicetodo.dev/problems/moon-too-far', 'The moon is too far.')
		);

		expect(problem.message).toBe('The moon is too far.');
	});

	it('of which the server says more is told in its words where these are understood', async () => {
		const limit = () => answer('/problems/plan-limit', 'Your plan allows 5 lists.');

		expect((await problemOf(limit())).message).toBe('Your plan allows 5 lists.');
		overwriteGetLocale(() => 'de');
		expect((await problemOf(limit())).message).toContain('Tarif');
	});

	it('of a field is told in the language of the person, what exactly where it has a code', async () => {
		overwriteGetLocale(() => 'de');
		const errors = [
			{ field: 'password', message: 'Too short.', code: 'password-length' },
			{ field: 'name', message: 'Odd.' }
		];

		const problem = await problemOf(new Response(JSON.stringify({ type: '/problems/invalid', errors })));

		expect(problem.errors.map(({ message }) => message)).toEqual([
			expect.stringContaining('10 bis 128 Zeichen'),
			'So geht das nicht.'
		]);
	});

	it('of a query is told in the language of the person, down to the characters to write', async () => {
		overwriteGetLocale(() => 'de');
		const message = 'This is refused.';
		const codes = ['query-backslash', 'query-bracket-unopened', 'query-quotation-open'];

		const told = await inWords(codes.map((code) => ({ message, code })));

		expect(told.map((each) => each.message.split('schreibt man ')[1])).toEqual(['\\\\.', '\\).', '\\".']);
	});

	it('of a field that has no code is told in the words of the server where these are understood', async () => {
		const errors = [{ field: 'name', message: 'Odd.' }];

		const problem = await problemOf(new Response(JSON.stringify({ type: '/problems/invalid', errors })));

		expect(problem.errors.map(({ message }) => message)).toEqual(['Odd.']);
	});

	it('says in the language of the person what exactly is wrong with the one field that is', async () => {
		overwriteGetLocale(() => 'de');
		const detail = 'Lists can be nested 4 levels deep at most.';
		const errors = [{ field: 'parent_id', message: detail, code: 'nesting-depth' }];

		const problem = await problemOf(
			new Response(JSON.stringify({ type: '/problems/category-invalid', detail, errors }))
		);

		expect(problem.message).toContain('höchstens 4 Ebenen');
	});

	it('that a route of this app may answer has words here', () => {
		const { paths } = JSON.parse(readFileSync('../docs/api/openapi.json', 'utf8')) as {
			paths: Record<string, Record<string, Operation>>;
		};
		const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
			.filter((path) => /\.(svelte|ts)$/.test(path) && !path.includes('paraglide'))
			.filter((path) => !path.endsWith('schema.d.ts'))
			.map((path) => readFileSync(join('src', path), 'utf8'))
			.join('\n');
		// What is done offline goes by one route, which may answer whatever those of tasks and lists may.
		const operations = Object.entries(paths).flatMap(([path, methods]) =>
			Object.values(methods).filter(({ tags = [] }) => tags.includes('todo') || code.includes(`'${path}'`))
		);
		const slugs = operations.flatMap(({ responses }) =>
			Object.values(responses).flatMap(({ description }) =>
				[...description.matchAll(/`([a-z-]+)`: /g)].map(([, slug]) => slug ?? '')
			)
		);

		expect(operations.length).toBeGreaterThan(100);
		expect([...new Set(slugs)].filter((slug) => !isKnown(slug))).toEqual([]);
	});
});
