/** Where in a query a mistake is. */
import type { components } from '$lib/api/schema';

/** What stands before it, what it is about, and what stands after. A span counts code points, of which an emoji is one. */
export function parted(
	query: string,
	{ start, end }: components['schemas']['Span']
): [string, string, string] {
	const characters = [...query];
	const between = (from: number, to?: number) => characters.slice(from, to).join('');
	return [between(0, start), between(start, end), between(end)];
}
