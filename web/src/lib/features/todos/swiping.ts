/**
 * Swiping a row aside, by finger alone. It begins only once a finger moves clearly sideways, so that scrolling stays the
 * browser's, and never at the edges of the screen, which are the system's for going back.
 */

export interface Swipe {
	/** Past the threshold, to the right or to the left. Null where that way does nothing. */
	right: (() => void) | null;
	left: (() => void) | null;
	/** Held without moving. */
	hold: (() => void) | null;
}

/** Pixels of the screen's edges. */
const EDGE = 28;
const BEGIN = 12;
const HELD_MS = 500;
/** So many times as far aside as up or down. */
const ASIDE = 1.6;
export const FAR = 88;

/** An attachment for a row, which may be held as well; `to()` is asked when a swipe begins. The row's `data-swipe` says which way, and whether far enough. */
export function swipes(to: () => Swipe): (row: HTMLElement) => () => void {
	return (row) => {
		let start: PointerEvent | null = null;
		let distance = 0;
		let swipe: Swipe | null = null;
		let holding: ReturnType<typeof setTimeout> | undefined;

		const begin = (event: PointerEvent) => {
			const isAtEdge = event.clientX < EDGE || event.clientX > innerWidth - EDGE;
			const isHandle = (event.target as Element).closest('.grip') !== null;
			start = event.pointerType === 'touch' && event.isPrimary && !isAtEdge && !isHandle ? event : null;
			distance = 0;
			swipe = null;
			clearTimeout(holding);
			if (start) holding = setTimeout(hold, HELD_MS);
		};
		const hold = () => {
			start = null;
			to().hold?.();
			row.addEventListener('click', refuse, { capture: true, once: true });
		};
		// A finger that is held on a link would open the browser's menu.
		const refuseMenu = (event: Event) => {
			if ((event as PointerEvent).pointerType === 'touch') event.preventDefault();
		};
		const move = (event: PointerEvent) => {
			if (event.pointerId !== start?.pointerId) return;
			const [x, y] = [event.clientX - start.clientX, event.clientY - start.clientY];
			if (!swipe) {
				if (Math.abs(x) > BEGIN || Math.abs(y) > BEGIN) clearTimeout(holding);
				if (Math.abs(y) > BEGIN && Math.abs(y) * ASIDE > Math.abs(x)) start = null;
				if (!start || Math.abs(x) < BEGIN || Math.abs(x) < Math.abs(y) * ASIDE) return;
				swipe = to();
				row.setPointerCapture(event.pointerId);
			}
			distance = (x > 0 ? swipe.right : swipe.left) ? x : 0;
			row.dataset.swipe = `${distance > 0 ? 'right' : 'left'}${Math.abs(distance) >= FAR ? ' far' : ''}`;
			row.style.setProperty('--swiped', `${distance}px`);
		};
		const end = (event: PointerEvent) => {
			clearTimeout(holding);
			if (event.pointerId !== start?.pointerId) return;
			const act =
				event.type === 'pointerup' && Math.abs(distance) >= FAR
					? distance > 0
						? swipe?.right
						: swipe?.left
					: null;
			if (swipe) row.addEventListener('click', refuse, { capture: true, once: true });
			setTimeout(() => row.removeEventListener('click', refuse, { capture: true }));
			start = swipe = null;
			delete row.dataset.swipe;
			row.style.removeProperty('--swiped');
			act?.();
		};
		row.addEventListener('pointerdown', begin);
		row.addEventListener('pointermove', move);
		row.addEventListener('pointerup', end);
		row.addEventListener('pointercancel', end);
		row.addEventListener('contextmenu', refuseMenu);
		return () => {
			row.removeEventListener('pointerdown', begin);
			row.removeEventListener('pointermove', move);
			row.removeEventListener('pointerup', end);
			row.removeEventListener('pointercancel', end);
			row.removeEventListener('contextmenu', refuseMenu);
		};
	};
}

/** The finger was lifted from a swipe, not from a press. */
function refuse(event: Event): void {
	event.preventDefault();
	event.stopPropagation();
}
