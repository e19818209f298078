/** Who may be given a task, and what is written of them. */
import { expect, it, vi } from 'vitest';

const ME = 'me';
const member = (user_id: string, name: string) => ({ user_id, name, role: 'editor', team_ids: [] });

vi.mock('$lib/shared/session.svelte', () => ({ session: { user: { id: 'me' } } }));
vi.mock('$lib/shared/data/verbs', () => ({ editAloud: vi.fn() }));
vi.mock('$lib/shared/todo/people.svelte', () => ({
	people: { of: () => [member('bob', 'Bob'), member('none', ''), member(ME, 'Alice')] }
}));

const { assigned, assigneesFor } = await import('../src/lib/features/todos/assigning');

it('offers nobody first, then whoever looks, then the others', () => {
	expect(assigneesFor({ category_id: 'list' }).map(({ id }) => id)).toEqual(['', ME, 'bob', 'none']);
	expect(assigneesFor({ category_id: 'list' })[1]).toMatchObject({ id: ME, words: 'Alice', kind: 'You' });
});

it('writes the person and their name, and takes both away', () => {
	expect(assigned({ id: 'bob', name: 'Bob' })).toEqual({ assignee_id: 'bob', assignee: 'Bob' });
	expect(assigned({ id: '', name: '' })).toEqual({ assignee_id: null, assignee: null });
});

it('invents no name for who told none', () => {
	const nameless = assigneesFor({ category_id: 'list' }).find(({ id }) => id === 'none');

	expect(nameless?.words).toBe('Somebody');
	expect(assigned({ id: 'none', name: nameless?.name ?? '?' })).toEqual({
		assignee_id: 'none',
		assignee: null
	});
});

it('keeps a name within what the server takes', () => {
	const name = `${'x'.repeat(99)} ${'y'.repeat(20)}`;

	expect(assigned({ id: 'bob', name }).assignee).toBe('x'.repeat(99));
});
