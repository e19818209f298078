/** Putting lists, their sections and filters in another order. */
import { m } from '$lib/paraglide/messages';
import { mutationOf } from './mutations';
import { between, neighbours } from './ordering';
import { change } from './sync';
import { remember } from './undo';

type Kind = 'move_category' | 'move_section' | 'move_filter';

interface Placed {
	id: string;
	name: string;
	position: string;
}

/** Moves `thing` to `index` among `ordered`, which holds it. */
export function moveAmong(kind: Kind, thing: Placed, ordered: Placed[], index: number): void {
	const was = ordered.findIndex(({ id }) => id === thing.id);
	if (was === index) return;
	place(kind, thing, ordered, index);
	remember({
		words: m.data_moved({ title: thing.name }),
		undo: () => place(kind, thing, ordered, was)
	});
}

/** What was deleted and is made anew as `made` stands where it stood by `position`, among `beside`. */
export function placeBack(kind: Kind, made: Placed, position: string, beside: Placed[]): void {
	const others = beside.filter(({ id }) => id !== made.id);
	const later = others.findIndex((other) => other.position > position);
	if (later >= 0) place(kind, made, others, later);
}

function place(kind: Kind, { id }: Placed, ordered: Placed[], index: number): void {
	const { before, after } = neighbours(ordered, id, index);
	const position = between(before?.position ?? null, after?.position ?? null);
	change(mutationOf({ kind, id, after_id: before?.id ?? null }, { position }));
}
