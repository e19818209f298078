import { expect, it } from 'vitest';
import { parted } from '../src/lib/features/filters/marking';

it('a mistake after an emoji is pointed at where it is', () => {
	expect(parted('#🎉 & p9 | p1', { start: 5, end: 7 })).toEqual(['#🎉 & ', 'p9', ' | p1']);
});
