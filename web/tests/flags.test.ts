/** What is typed of a flag becomes what the server takes, or is said to be wrong. */
import { expect, it } from 'vitest';
import { faultyOf, textsOf, valueOf, valuesOf } from '../src/lib/features/admin/flags';

it('takes a value only of its kind', () => {
	expect(valueOf('boolean', 'true')).toBe(true);
	expect(valueOf('boolean', '1')).toBeUndefined();
	expect(valueOf('number', '-2.5')).toBe(-2.5);
	expect(valueOf('number', 'many')).toBeUndefined();
	expect(valueOf('string', '{not json')).toBe('{not json');
	expect(valueOf('object', '{"a": [1]}')).toEqual({ a: [1] });
	for (const text of ['[]', 'null', '"a"', '{']) expect(valueOf('object', text)).toBeUndefined();
});

it('names what is missing or there twice', () => {
	const variants = [
		{ name: 'first', text: '1' },
		{ name: 'first', text: '2' },
		{ name: '', text: '3' },
		{ name: 'last', text: '' }
	];

	expect(faultyOf('number', variants)).toEqual(variants.slice(1));
});

it('gives back what it was made of', () => {
	const kept = { mild: { heat: 1 }, hot: { heat: 9 } };

	expect(valuesOf('object', textsOf(kept))).toEqual(kept);
});
