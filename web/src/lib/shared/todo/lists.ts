/** Which list may stand below which. */
import type { Category } from '$lib/api/types';
import { belowOf } from '$lib/shared/data/archived';

/** A list below a list below …; the top counts as one. The server refuses more. */
const MOST_LEVELS = 4;

/** Below which of `categories` a list may be put; null asks for a new one. */
export function parentsFor(list: Category | null, categories: readonly Category[]): Category[] {
	const below = list ? belowOf(list.id, categories) : [];
	const tree = list ? [list, ...below] : [];
	const own = new Set(tree.map(({ id }) => id));
	const height = Math.max(1, ...tree.map((each) => levelOf(each, tree)));
	return categories.filter(
		(each) => each.role === 'owner' && !own.has(each.id) && levelOf(each, categories) + height <= MOST_LEVELS
	);
}

function levelOf(category: Category, among: readonly Category[]): number {
	const seen = [category.id];
	for (let now: Category | undefined = category; now;) {
		const { parent_id }: Category = now;
		now = among.find(({ id }) => id === parent_id && !seen.includes(id));
		if (now) seen.push(now.id);
	}
	return seen.length;
}
