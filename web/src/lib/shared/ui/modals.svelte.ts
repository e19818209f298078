/** The modal dialogs that are open, the topmost last. What lies below it cannot be pressed, so messages stand in it. */
import { SvelteSet } from 'svelte/reactivity';

const open = new SvelteSet<symbol>();

export const modals = {
	get top(): symbol | undefined {
		return [...open].at(-1);
	},
	add: (modal: symbol) => void open.add(modal),
	remove: (modal: symbol) => void open.delete(modal)
};
