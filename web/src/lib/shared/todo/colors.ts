/** The colours lists may have. Each is told from paper and from ink, light and dark (3:1). */
import { m } from '$lib/paraglide/messages';

export const PALETTE = [
	{ name: 'teal', words: () => m.todo_color_teal(), value: '#14897e' },
	{ name: 'blue', words: () => m.todo_color_blue(), value: '#3b76d6' },
	{ name: 'violet', words: () => m.todo_color_violet(), value: '#8158d0' },
	{ name: 'pink', words: () => m.todo_color_pink(), value: '#c9478a' },
	{ name: 'red', words: () => m.todo_color_red(), value: '#cf4a3f' },
	{ name: 'orange', words: () => m.todo_color_orange(), value: '#c96f1c' },
	{ name: 'olive', words: () => m.todo_color_olive(), value: '#7f8422' },
	{ name: 'green', words: () => m.todo_color_green(), value: '#3d8f4b' }
] as const;

/** A list's colour as CSS: its own, or one by how many were made before it, so that it stays where lists are moved. */
export function colorOf(list: Listed, all: readonly Listed[]): string {
	const { color } = list;
	if (color && /^#[0-9a-f]{3,8}$/i.test(color)) return color;
	const named = PALETTE.find(({ name }) => name === color?.toLowerCase());
	if (named) return named.value;
	return at(all.filter(({ id }) => id < list.id).length);
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
