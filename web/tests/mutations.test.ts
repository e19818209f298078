import { describe, expect, it } from 'vitest';
import type { Todo } from '../src/lib/api/types';
import { compacted, mutationOf, overlay, type Change } from '../src/lib/shared/data/mutations';
import { newId } from '../src/lib/shared/data/uuid';
import { Waiting } from '../src/lib/shared/data/waiting';

const todo = {
	id: 'a',
	title: 'Milk',
	completed_at: null,
	version: 3,
	position: 'm',
	label_ids: ['x']
} as unknown as Todo;
const edit = (fields: object, id = 'a') => mutationOf({ kind: 'update_todo', id, ...fields } as Change);

describe('overlay', () => {
	it('lays changes over what the server said last, in order', () => {
		const done = mutationOf({ kind: 'complete_todo', id: 'a' });
		const shown = overlay(todo, [edit({ title: 'Oat milk' }), done, edit({ title: 'Soy milk' })]);

		expect(shown).toMatchObject({ title: 'Soy milk', completed_at: done.at, version: 3 });
	});

	it('puts labels on and takes them off beside those that others put on', () => {
		const shown = overlay(todo, [edit({ add_label_ids: ['y'] }), edit({ remove_label_ids: ['x'] })]);

		expect(shown?.label_ids).toEqual(['y']);
	});

	it('lets a refused change fall away', () => {
		expect(overlay(todo, [])).toBe(todo);
	});

	it('shows nothing of what is deleted, and all of what is restored', () => {
		const gone = mutationOf({ kind: 'delete_todo', id: 'a' });

		expect(overlay(todo, [gone])).toBeNull();
		expect(overlay(todo, [gone, mutationOf({ kind: 'restore_todo', id: 'a' }, { thing: todo })])).toEqual(
			todo
		);
	});

	it('shows what was made here before the server knows of it', () => {
		const made = mutationOf({ kind: 'create_todo', id: 'a', title: 'Milk' }, { thing: todo });

		expect(overlay<Todo>(null, [made, edit({ title: 'Eggs' })])).toMatchObject({ title: 'Eggs' });
	});

	it('ignores a change to what is gone', () => {
		expect(overlay(null, [edit({ title: 'Eggs' })])).toBeNull();
	});
});

describe('compacted', () => {
	it('makes one change of edits that follow each other', () => {
		const first = edit({ title: 'b', add_label_ids: ['y', 'z'] });

		const [both, ...others] = compacted([first, edit({ title: 'c', remove_label_ids: ['z', 'x'] })]);

		expect(others).toEqual([]);
		expect(both?.sent).toMatchObject({
			mutation_id: first.id,
			title: 'c',
			add_label_ids: ['y'],
			remove_label_ids: ['z', 'x']
		});
	});

	it('leaves alone what may be on its way, what lies between, and what is of another kind', () => {
		const onItsWay = { ...edit({ title: 'b' }), isSent: true };
		const others = [onItsWay, edit({ title: 'c' }), edit({ title: 'd' }, 'b'), edit({ title: 'e' })];
		const reopened = mutationOf({ kind: 'reopen_todo', id: 'a' });

		expect(compacted([...others, reopened])).toEqual([...others, reopened]);
	});
});

describe('a deletion that waits', () => {
	const inParty = { ...todo, category_id: 'party', section_id: 's', parent_id: null } as Todo;
	const gone = (todos: 'inbox' | 'trash') => mutationOf({ kind: 'delete_category', id: 'party', todos });

	it('of a list moves its tasks to the inbox, or out of sight', () => {
		expect(new Waiting([gone('inbox')]).shown('todos', 'a', inParty, [])).toMatchObject({
			category_id: null
		});
		expect(new Waiting([gone('trash')]).shown('todos', 'a', inParty, [])).toBeNull();
	});

	it('does not take along what was moved elsewhere before', () => {
		const waiting = new Waiting([edit({ category_id: 'work' }), gone('trash')]);

		expect(waiting.shown('todos', 'a', inParty, [])).toMatchObject({ category_id: 'work' });
	});

	it('of a task takes along what stands below it', () => {
		const waiting = new Waiting([mutationOf({ kind: 'delete_todo', id: 'top' })]);

		expect(waiting.shown('todos', 'a', inParty, ['middle', 'top'])).toBeNull();
		expect(waiting.shown('todos', 'a', inParty, ['middle'])).toBe(inParty);
	});
});

describe('newId', () => {
	it('makes UUIDs of version 7 that sort in the order of their making, also within one millisecond', () => {
		const now = Date.now() + 60_000;
		const ids = Array.from({ length: 5000 }, () => newId(now));

		expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
		expect([...ids].sort()).toEqual(ids);
	});
});
