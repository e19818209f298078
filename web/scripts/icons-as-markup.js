import { readFileSync } from 'node:fs';

/** Lucide's components draw their lines by script, one element and attribute after the other. */
const ICON = /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const DATA = /const iconData = (\{.*\});/;

/**
 * For Vite: each icon of Lucide as plain markup, which the browser copies in one go, wherever rows are made by the dozen.
 * Of its properties `size`, `strokeWidth`, `fill` and `class` are left. An icon says nothing to a screen reader: the words
 * stand beside it.
 *
 * @returns {import('vite').Plugin}
 */
export function iconsAsMarkup() {
	return {
		name: 'icons-as-markup',
		enforce: 'pre',
		load(id) {
			return ICON.test(id) ? drawn(readFileSync(id, 'utf8'), id) : null;
		}
	};
}

/** @param {string} component @param {string} id */
function drawn(component, id) {
	const data = DATA.exec(component)?.[1];
	if (!data) throw new Error(`${id} has no lines where they are looked for: has Lucide changed?`);
	const lines = JSON.parse(data).node.map(element).join('');
	return `<script>
	const { size = 24, strokeWidth = 2, fill = 'none', class: name } = $props();
</script>

<svg
	xmlns="http://www.w3.org/2000/svg"
	viewBox="0 0 24 24"
	width={size}
	height={size}
	stroke="currentColor"
	stroke-width={strokeWidth}
	stroke-linecap="round"
	stroke-linejoin="round"
	{fill}
	class={name}
	aria-hidden="true">${lines}</svg>
`;
}

/** @param {[string, Record<string, string>]} node */
function element([tag, attributes]) {
	const written = Object.entries(attributes).map(([name, value]) => `${name}="${value}"`);
	return `<${tag} ${written.join(' ')} />`;
}
