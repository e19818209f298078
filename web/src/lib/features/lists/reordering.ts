/** Rooms of the sidebar in another order: by hand, and by Alt and an arrow. Nobody does it at the first sight of a room. */
import { moveAmong } from '$lib/shared/data/placing';
import { placeBeside, type Nested } from '$lib/shared/nesting';
import { drag } from '$lib/shared/ui/dragging';

export interface Placed {
	id: string;
	name: string;
	position: string;
	parent_id?: string | null;
}

export type Kind = Parameters<typeof moveAmong>[0];

/** Begins at a `pointerdown` on the handle of a row of `list`. */
export function dragRow(
	event: PointerEvent,
	list: HTMLElement,
	{ kind, rows, held }: { kind: Kind; rows: Nested<Placed>[]; held: Placed }
): Promise<void> {
	const put = (to: number) => {
		const { beside, index } = placeBeside(rows, held, to);
		moveAmong(kind, held, beside, index);
	};
	return drag(event, list, put, { row: 'li', isInPage: false });
}

/** One place up or down among those beside it. */
export function moveRow(kind: Kind, rows: Nested<Placed>[], held: Placed, by: 1 | -1): void {
	const { beside } = placeBeside(rows, held, 0);
	const to = beside.indexOf(held) + by;
	if (to >= 0 && to < beside.length) moveAmong(kind, held, beside, to);
}
