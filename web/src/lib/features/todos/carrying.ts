/** Carrying a task by its handle, by mouse, pen or finger, to another day of a page. */

/** Begins at a `pointerdown` on a handle inside a row. Calls `put` with the `data-day` of the part it was let go over. */
export function carryToDay(event: PointerEvent, put: (day: string) => void): void {
	const handle = event.currentTarget as HTMLElement;
	const held = handle.closest<HTMLElement>('[data-todo]');
	if (!held || event.button !== 0) return;
	event.preventDefault();
	handle.setPointerCapture(event.pointerId);
	const from = dayAt(event.clientY);
	const start = event.clientY + scrollY;
	let to: HTMLElement | null = null;
	held.dataset.dragging = '';

	const move = (next: PointerEvent) => {
		held.style.transform = `translateY(${next.clientY + scrollY - start}px)`;
		const now = dayAt(next.clientY);
		if (now !== to) {
			delete to?.dataset.target;
			to = now;
			if (to && to !== from) to.dataset.target = '';
		}
		if (next.clientY < 80) scrollBy(0, -8);
		else if (next.clientY > innerHeight - 80) scrollBy(0, 8);
	};
	const end = (isDropped: boolean) => {
		handle.removeEventListener('pointermove', move);
		delete held.dataset.dragging;
		held.style.transform = '';
		delete to?.dataset.target;
		if (isDropped && to && to !== from) put(to.dataset.day ?? '');
	};
	handle.addEventListener('pointermove', move);
	handle.addEventListener('pointerup', () => end(true), { once: true });
	handle.addEventListener('pointercancel', () => end(false), { once: true });
}

/** What is under the finger is the row itself: days are found by where they are. */
function dayAt(y: number): HTMLElement | null {
	return (
		[...document.querySelectorAll<HTMLElement>('[data-day]')].find((day) => {
			const { top, bottom } = day.getBoundingClientRect();
			return y >= top && y < bottom;
		}) ?? null
	);
}
