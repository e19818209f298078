/** The colours lists may have. Each is told from paper and from ink, light and dark (3:1). */

export const PALETTE = [
	{ name: 'Teal', value: '#14897e' },
	{ name: 'Blue', value: '#3b76d6' },
	{ name: 'Violet', value: '#8158d0' },
	{ name: 'Pink', value: '#c9478a' },
	{ name: 'Red', value: '#cf4a3f' },
	{ name: 'Orange', value: '#c96f1c' },
	{ name: 'Olive', value: '#7f8422' },
	{ name: 'Green', value: '#3d8f4b' }
] as const;

/** A list's colour as CSS: its own, or the one of its place among all lists. */
export function colorOf(list: Listed, all: readonly Listed[]): string {
	const { color } = list;
	if (color && /^#[0-9a-f]{3,8}$/i.test(color)) return color;
	const named = PALETTE.find(({ name }) => name.toLowerCase() === color?.toLowerCase());
	if (named) return named.value;
	return at(all.findIndex(({ id }) => id === list.id));
}

/** The colour a list made after these begins with. */
export function nextColor(all: readonly Listed[]): string {
	return at(all.length);
}

function at(place: number): string {
	return PALETTE[Math.max(0, place) % PALETTE.length]?.value ?? PALETTE[0].value;
}

interface Listed {
	id: string;
	color?: string | null;
}
