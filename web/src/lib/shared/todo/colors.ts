/** A list's colour as CSS: its own, or one that its id always gives. */

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

export function colorOf(thing: { id: string; color?: string | null }): string {
	const { color } = thing;
	if (color && /^#[0-9a-f]{3,8}$/i.test(color)) return color;
	const named = PALETTE.find(({ name }) => name.toLowerCase() === color?.toLowerCase());
	if (named) return named.value;
	const sum = [...thing.id].reduce((total, character) => total + character.charCodeAt(0), 0);
	return PALETTE[sum % PALETTE.length]?.value ?? PALETTE[0].value;
}
