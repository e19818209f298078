/** Carrying a card by its handle, by mouse, pen or finger, to a place in any column of a board. */

/** Begins at a `pointerdown` on a handle inside a card. Calls `put` with the column and the place among its other cards. */
export function carry(
	event: PointerEvent,
	board: HTMLElement,
	put: (column: number, index: number) => void
): void {
	const handle = event.currentTarget as HTMLElement;
	const held = handle.closest<HTMLElement>('[data-todo]');
	if (!held || event.button !== 0) return;
	event.preventDefault();
	handle.setPointerCapture(event.pointerId);
	const [startX, startY] = [event.clientX + board.scrollLeft, event.clientY + scrollY];
	let to: HTMLElement | null = null;
	let last = event;
	held.dataset.dragging = '';

	const move = (next: PointerEvent) => {
		last = next;
		held.style.transform = `translate(${next.clientX + board.scrollLeft - startX}px, ${next.clientY + scrollY - startY}px)`;
		delete to?.dataset.target;
		to = columnAt(board, next.clientX);
		if (to) to.dataset.target = '';
		const { left, right } = board.getBoundingClientRect();
		if (next.clientX < left + 40) board.scrollBy(-8, 0);
		else if (next.clientX > right - 40) board.scrollBy(8, 0);
	};
	const end = (isDropped: boolean) => {
		handle.removeEventListener('pointermove', move);
		delete held.dataset.dragging;
		held.style.transform = '';
		delete to?.dataset.target;
		if (isDropped && to) put(Number(to.dataset.column), placeAt(to, held, last.clientY));
	};
	handle.addEventListener('pointermove', move);
	handle.addEventListener('pointerup', () => end(true), { once: true });
	handle.addEventListener('pointercancel', () => end(false), { once: true });
}

function columnAt(board: HTMLElement, x: number): HTMLElement | null {
	const columns = [...board.querySelectorAll<HTMLElement>('[data-column]')];
	return (
		columns.find((column) => {
			const { left, right } = column.getBoundingClientRect();
			return x >= left && x <= right;
		}) ?? null
	);
}

/** After all other cards of the column whose middle is above `y`. */
function placeAt(column: HTMLElement, held: HTMLElement, y: number): number {
	return [...column.querySelectorAll<HTMLElement>('[data-todo]')].filter((card) => {
		const { top, height } = card.getBoundingClientRect();
		return card !== held && top + height / 2 < y;
	}).length;
}
