import { describe, expect, it } from 'vitest';
import type { Category } from '../src/lib/api/types';
import { nested, placeBeside } from '../src/lib/shared/nesting';
import { archivedIds, belowOf } from '../src/lib/shared/data/archived';
import { parentsFor } from '../src/lib/shared/todo/lists';

const list = (id: string, parent_id: string | null = null, more: Partial<Category> = {}) =>
	({ id, name: id, position: id, parent_id, archived_at: null, role: 'owner', ...more }) as Category;
const ids = (lists: Category[]) => lists.map(({ id }) => id);

const garden = [list('a'), list('beds', 'house'), list('house'), list('roses', 'beds'), list('z')];

describe('what stands below each other', () => {
	it('comes right after what it stands below, in the order given', () => {
		expect(nested(garden).map(({ thing, depth }) => [thing.id, depth])).toEqual([
			['a', 0],
			['house', 0],
			['beds', 1],
			['roses', 2],
			['z', 0]
		]);
	});

	it('stands at the top where what it stands below is not among them', () => {
		expect(nested([list('beds', 'gone')])).toMatchObject([{ depth: 0 }]);
	});

	it('is moved among those beside it, to the place nearest to where it was let go', () => {
		const rows = nested(garden);
		const placed = placeBeside(rows, garden[4] as Category, 2);
		expect(ids(placed.beside)).toEqual(['a', 'house', 'z']);
		expect(placed.index).toBe(2);
		expect(placeBeside(rows, garden[4] as Category, 1).index).toBe(1);
	});
});

describe('a list', () => {
	it('takes all below it into the archive', () => {
		const lists = garden.map((each) => (each.id === 'house' ? { ...each, archived_at: 'then' } : each));
		expect([...archivedIds(lists)].sort()).toEqual(['beds', 'house', 'roses']);
		expect(ids(belowOf('house', garden))).toEqual(['beds', 'roses']);
	});

	it('is put below any of one’s own but itself and those below it', () => {
		const lists = [...garden, list('of others', null, { role: 'editor' })];
		expect(ids(parentsFor(garden[2] as Category, lists))).toEqual(['a', 'z']);
	});

	it('is never deeper than four levels, nor is what stands below it', () => {
		const deep = [...garden, list('thorns', 'roses')];
		expect(ids(parentsFor(null, deep))).toEqual(['a', 'beds', 'house', 'roses', 'z']);
		expect(ids(parentsFor(list('pair'), [...deep, list('pair'), list('below', 'pair')]))).not.toContain(
			'roses'
		);
	});
});
