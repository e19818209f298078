/** Things below things: tasks below tasks, lists below lists. */

interface Nestable {
	id: string;
	parent_id?: string | null;
}

export interface Nested<T> {
	thing: T;
	/** 0 where it stands by itself, or where what it stands below is not among them. */
	depth: number;
}

/** In the order given, each with what stands below it right after it. */
export function nested<T extends Nestable>(things: readonly T[]): Nested<T>[] {
	const parentOf = parentsAmong(things);
	const below = new Map<string | null, T[]>();
	for (const thing of things) {
		const parent = parentOf(thing);
		const siblings = below.get(parent);
		if (siblings) siblings.push(thing);
		else below.set(parent, [thing]);
	}
	const rows: Nested<T>[] = [];
	const walk = (parent: string | null, depth: number) => {
		for (const thing of below.get(parent) ?? []) {
			rows.push({ thing, depth });
			walk(thing.id, depth + 1);
		}
	};
	walk(null, 0);
	return rows;
}

/** Those that stand beside `held`, itself among them, and its place there once it is put at `to` among all rows. */
export function placeBeside<T extends Nestable>(
	rows: readonly Nested<T>[],
	held: T,
	to: number
): { beside: T[]; index: number } {
	const things = rows.map(({ thing }) => thing);
	const parentOf = parentsAmong(things);
	const beside = things.filter((thing) => parentOf(thing) === parentOf(held));
	const others = things.filter(({ id }) => id !== held.id);
	return { beside, index: others.slice(0, to).filter((thing) => beside.includes(thing)).length };
}

function parentsAmong<T extends Nestable>(things: readonly T[]): (thing: T) => string | null {
	const ids = new Set(things.map(({ id }) => id));
	return ({ parent_id }) => (parent_id && ids.has(parent_id) ? parent_id : null);
}
