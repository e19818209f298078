/** Into the archive, and out of it. */
import { m } from '$lib/paraglide/messages';
import type { Category } from '$lib/api/types';
import { mutationOf } from '$lib/shared/data/mutations';
import { change } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';

/** With all that is below it. Nothing in it is shown then, unless the archive is looked into. */
export function archiveList({ id, name }: Category): void {
	change(mutationOf({ kind: 'archive_category', id }));
	announce({
		words: m.lists_archived({ name }),
		undo: () => change(mutationOf({ kind: 'unarchive_category', id })),
		link: { label: m.ui_show(), href: '/archive' }
	});
}

export function unarchiveList({ id, name }: Category): void {
	change(mutationOf({ kind: 'unarchive_category', id }));
	announce({
		words: m.lists_unarchived({ name }),
		undo: () => change(mutationOf({ kind: 'archive_category', id }))
	});
}
