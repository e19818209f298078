import { describe, expect, it } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { merged, mutationOf, overlay, rebased } from '../src/lib/shared/data/outbox';
import { newId } from '../src/lib/shared/data/uuid';

const todo = { id: 'a', title: 'Milk', completed_at: null, version: 3, position: 'm' } as Todo;
const edit = (fields: Partial<Todo>, before: Partial<Todo> = {}) =>
	mutationOf('a', { kind: 'edit', fields, before, base_version: 3 });

describe('overlay', () => {
	it('lays changes over what the server said last, in order', () => {
		const shown = overlay(todo, [
			edit({ title: 'Oat milk' }),
			mutationOf('a', { kind: 'complete', at: 'now' }),
			edit({ title: 'Soy milk' })
		]);

		expect(shown).toMatchObject({ title: 'Soy milk', completed_at: 'now', version: 3 });
	});

	it('lets a refused change fall away', () => {
		expect(overlay(todo, [])).toBe(todo);
	});

	it('shows nothing of what is deleted, and all of what is restored', () => {
		const gone = mutationOf('a', { kind: 'delete', at: 'now' });

		expect(overlay(todo, [gone])).toBeNull();
		expect(overlay(todo, [gone, mutationOf('a', { kind: 'restore', todo })])).toEqual(todo);
	});

	it('shows what was made here before the server knows of it', () => {
		expect(overlay(null, [mutationOf('a', { kind: 'create', todo }), edit({ title: 'Eggs' })])).toMatchObject(
			{ title: 'Eggs' }
		);
	});

	it('ignores a change to what is gone', () => {
		expect(overlay(null, [edit({ title: 'Eggs' })])).toBeNull();
	});
});

describe('merged', () => {
	it('makes one change of two edits, and remembers what was there before both', () => {
		const first = edit({ title: 'b' }, { title: 'a' });

		const both = merged(first, edit({ title: 'c', notes: 'n' }, { title: 'b', notes: '' }));

		expect(both).toMatchObject({
			id: first.id,
			fields: { title: 'c', notes: 'n' },
			before: { title: 'a', notes: '' }
		});
	});

	it('keeps changes of different kinds apart', () => {
		expect(merged(mutationOf('a', { kind: 'reopen' }), edit({ title: 'c' }))).toBeNull();
	});
});

describe('rebased', () => {
	it('moves later edits of the same todo to the version the server answered', () => {
		expect(rebased(edit({ title: 'c' }), 'a', 4)).toMatchObject({ base_version: 4 });
		expect(rebased(edit({ title: 'c' }), 'b', 4)).toMatchObject({ base_version: 3 });
	});
});

describe('newId', () => {
	it('makes UUIDs of version 7 that sort by time', () => {
		const [earlier, later] = [newId(1_700_000_000_000), newId(1_700_000_000_001)];

		expect(earlier).toMatch(/^018bcfe5-6800-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect(earlier < later).toBe(true);
	});
});
