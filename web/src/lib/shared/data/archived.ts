/** Lists below lists, and the archive that takes them along. */
import type { Category } from '$lib/api/types';

/** Which lists are out of sight: those in the archive, and what stands below them. */
export function archivedIds(categories: readonly Category[]): Set<string> {
	const archived = new Set<string>();
	for (const each of categories) {
		if (!each.archived_at || archived.has(each.id)) continue;
		archived.add(each.id);
		for (const { id } of belowOf(each.id, categories)) archived.add(id);
	}
	return archived;
}

/** All that stand below a list, at any level. */
export function belowOf(id: string, categories: readonly Category[]): Category[] {
	const found: Category[] = [];
	const ids = new Set([id]);
	for (let more = true; more;) {
		const next = categories.filter((each) => !ids.has(each.id) && ids.has(each.parent_id ?? ''));
		for (const each of next) ids.add(each.id);
		found.push(...next);
		more = next.length > 0;
	}
	return found;
}
