import { describe, expect, it } from 'vitest';
import { codePointRange, fieldsIn, segmentsOf, shifted } from '../src/lib/shared/explain/spans';

const action = (spans: Record<string, [number, number][]>) => ({ spans });

describe('segmentsOf', () => {
	it('cuts a sentence at its recognised parts and keeps every character', () => {
		const text = 'call Mum tomorrow p1';
		const segments = segmentsOf({
			text,
			actions: [action({ title: [[0, 8]], due: [[9, 17]], priority: [[18, 20]] })]
		});

		expect(segments.map(({ text, field }) => [text, field])).toEqual([
			['call Mum ', null],
			['tomorrow', 'when'],
			[' ', null],
			['p1', 'priority']
		]);
		expect(segments.map((segment) => segment.text).join('')).toBe(text);
	});

	it('counts characters as the server does, also after an emoji', () => {
		const text = '🎂 cake tomorrow';

		const [, when] = segmentsOf({ text, actions: [action({ due: [[7, 15]] })] });

		expect(when).toMatchObject({ text: 'tomorrow', field: 'when', start: 8, end: 16 });
	});

	it('gives words that two slots claim to the earlier and longer one', () => {
		const text = 'every monday';

		const segments = segmentsOf({ text, actions: [action({ due: [[6, 12]], recurrence: [[0, 12]] })] });

		expect(segments).toHaveLength(1);
		expect(segments[0]).toMatchObject({ text: 'every monday', field: 'when' });
	});

	it('shows the parts of all actions of one sentence', () => {
		const text = 'milk today and call Bob on friday';

		const segments = segmentsOf({
			text,
			actions: [action({ due: [[5, 10]] }), action({ person: [[20, 23]], due: [[24, 33]] })]
		});

		expect(fieldsIn(segments)).toEqual(['when', 'person']);
	});

	it('survives ranges beyond the text', () => {
		const segments = segmentsOf({ text: 'short', actions: [action({ due: [[3, 99]], list: [[50, 60]] })] });

		expect(segments.map((segment) => segment.text).join('')).toBe('short');
	});
});

describe('shifted', () => {
	it('moves ranges after an insertion and leaves those before it', () => {
		expect(
			shifted(
				[
					[0, 4],
					[9, 13]
				],
				'milk and eggs',
				'milk also and eggs'
			)
		).toEqual([
			[0, 4],
			[14, 18]
		]);
	});

	it('drops a range the edit touched', () => {
		expect(shifted([[5, 13]], 'call tomorrow', 'call tomorow')).toEqual([]);
	});

	it('keeps a range when one types on after it', () => {
		expect(shifted([[5, 13]], 'call tomorrow', 'call tomorrow at')).toEqual([[5, 13]]);
	});
});

describe('codePointRange', () => {
	it('turns browser offsets into characters', () => {
		expect(codePointRange('🎂 cake', [3, 7])).toEqual([2, 6]);
	});
});
