/** Every word that people read stands in `messages/`, in every language, and none stands there for nothing. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';

type Message = string | { match: Record<string, string> }[];

const settings = JSON.parse(readFileSync('project.inlang/settings.json', 'utf8'));
const files = readdirSync('messages/en').sort();
const read = (language: string, file: string) => {
	const { $schema: _, ...messages } = JSON.parse(readFileSync(`messages/${language}/${file}`, 'utf8'));
	return messages as Record<string, Message>;
};
const words = (message: Message) =>
	typeof message === 'string' ? [message] : Object.values(message[0]?.match ?? {});
const inputs = (message: Message) =>
	[
		...new Set(words(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)))
	].sort();

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter(
		(path) => /\.(svelte|ts)$/.test(path) && !path.startsWith('lib/paraglide') && !path.endsWith('.d.ts')
	)
	.map((path) => join('src', path));
const code = sources.map((path) => readFileSync(path, 'utf8')).join('\n');

describe.each(settings.locales as string[])('the words in %s', (language) => {
	it('are as many as those in English, and take the same values', () => {
		for (const file of files) {
			const shape = (messages: Record<string, Message>) =>
				Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, inputs(message)]));
			expect(shape(read(language, file)), file).toEqual(shape(read('en', file)));
		}
	});

	it('are never empty', () => {
		const empty = files.flatMap((file) =>
			Object.entries(read(language, file)).filter(([, message]) =>
				words(message).some((text) => !text.trim())
			)
		);
		expect(empty).toEqual([]);
	});
});

describe('a message', () => {
	it('is named after its file, which the compiler knows', () => {
		expect(settings['plugin.inlang.messageFormat'].pathPattern).toEqual(
			files.map((file) => `./messages/{locale}/${file}`)
		);
		for (const file of files) {
			const strangers = Object.keys(read('en', file)).filter(
				(key) => !key.startsWith(file.replace('.json', '_'))
			);
			expect(strangers).toEqual([]);
		}
	});

	it('is said somewhere', () => {
		const unsaid = files.flatMap((file) =>
			Object.keys(read('en', file)).filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(code))
		);
		expect(unsaid).toEqual([]);
	});
});

describe('a component', () => {
	const components = sources.filter((path) => path.endsWith('.svelte'));

	it('has no words of its own', () => {
		expect(components.flatMap((path) => ownWords(path))).toEqual([]);
	});
});

const SPOKEN = ['aria-label', 'title', 'placeholder', 'alt', 'label', 'note', 'aria-description'];

/** Letters that stand in a component's markup, or in an attribute that people read or hear. */
function ownWords(path: string): string[] {
	const found: string[] = [];
	const visit = (node: unknown): void => {
		if (Array.isArray(node)) return node.forEach(visit);
		if (!node || typeof node !== 'object') return;
		const { type, name } = node as AST.BaseNode & { name?: string };
		if (type === 'StyleDirective') return;
		if (type === 'Text' && /\p{L}{2}/u.test((node as AST.Text).data))
			found.push(`${path}: ${(node as AST.Text).data.trim()}`);
		if (type === 'Attribute' && !SPOKEN.includes(name ?? '')) {
			const { value } = node as AST.Attribute;
			if (value === true) return;
			return [value].flat().forEach((part) => part.type === 'ExpressionTag' && visit(part.expression));
		}
		for (const [key, child] of Object.entries(node)) if (key !== 'parent' && key !== 'metadata') visit(child);
	};
	visit(parse(readFileSync(path, 'utf8'), { modern: true }).fragment);
	return found.filter((line) => !/: (Voice Todo|https?:\/\/\S+|⌘\w?)$/.test(line));
}
