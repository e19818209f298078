/**
 * Places between places. Positions are opaque strings compared by code unit; the server's answer is the truth, and what
 * is made here only holds the row in its place until that answer comes.
 */

const LOW = 0x30; // '0', the smallest digit
const HIGH = 0x7b; // just above 'z', the largest

/** A string strictly between `before` and `after`; null means the open end. `before < after` where both are given. */
export function between(before: string | null, after: string | null): string {
	const floor = before ?? '';
	let ceiling = after;
	let place = '';
	for (let i = 0; ; i++) {
		const low = i < floor.length ? floor.charCodeAt(i) : LOW;
		const high = ceiling !== null && i < ceiling.length ? ceiling.charCodeAt(i) : HIGH;
		const middle = Math.floor((low + high) / 2);
		if (middle > low) return place + String.fromCharCode(middle);
		place += String.fromCharCode(low);
		if (low !== high) ceiling = null; // already below it
	}
}

/** Where `id` stands when it is moved to `index` among `ordered` (which holds it): the neighbours it then has. */
export function neighbours<T extends { id: string }>(
	ordered: T[],
	id: string,
	index: number
): { before: T | null; after: T | null } {
	const others = ordered.filter((item) => item.id !== id);
	return { before: others[index - 1] ?? null, after: others[index] ?? null };
}

/** The order that people made. */
export function byPosition(a: { position?: string }, b: { position?: string }): number {
	const [first, second] = [a.position ?? '', b.position ?? ''];
	return first < second ? -1 : first > second ? 1 : 0;
}
