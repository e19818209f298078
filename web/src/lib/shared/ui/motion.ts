/** A row that leaves: it fades, then the rows below close the gap. Within 200 ms, and not at all where motion is unwanted. */
import type { TransitionConfig } from 'svelte/transition';

/** `isGone` false: only what is in sight has changed. */
export function leave(node: HTMLElement, { isGone }: { isGone: () => boolean }): TransitionConfig {
	if (!isGone() || matchMedia('(prefers-reduced-motion: reduce)').matches) return { duration: 0 };
	const height = node.offsetHeight;
	return {
		delay: node.querySelector('.done') ? 200 : 0,
		duration: 160,
		css: (t) => `opacity: ${t}; height: ${height * t}px; overflow: hidden;`
	};
}
