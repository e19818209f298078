/** Moving a row by its handle, by mouse, pen or finger. The rows between make room; the list itself changes on release. */

interface Options {
	row?: string;
	/** False where the list does not scroll with the page. */
	isInPage?: boolean;
}

interface Row {
	element: HTMLElement;
	top: number;
	height: number;
}

/**
 * Begins at a `pointerdown` on a handle inside a row of `list`. Calls `moved` with the new index, among the rows that are
 * there, where it changed. Ends when the row is let go.
 */
export async function drag(
	event: PointerEvent,
	list: HTMLElement,
	moved: (index: number) => void,
	{ row: selector = '[data-todo]', isInPage = true }: Options = {}
): Promise<void> {
	const handle = event.currentTarget as HTMLElement;
	const held = handle.closest<HTMLElement>(selector);
	const offset = () => (isInPage ? scrollY : 0);
	if (!held || event.button !== 0) return;
	event.preventDefault();
	handle.setPointerCapture(event.pointerId);
	const rows = [...list.querySelectorAll<HTMLElement>(`:scope > ${selector}`)].map((element): Row => {
		const { top, height } = element.getBoundingClientRect();
		return { element, top: top + offset(), height };
	});
	const from = rows.findIndex((row) => row.element === held);
	const start = event.clientY + offset();
	let to = from;
	held.dataset.dragging = '';

	const move = (next: PointerEvent) => {
		const distance = next.clientY + offset() - start;
		to = target(rows, from, distance);
		rows.forEach(({ element }, i) => {
			if (i === from) element.style.transform = `translateY(${distance}px)`;
			else element.style.transform = `translateY(${shift(i, from, to) * (rows[from]?.height ?? 0)}px)`;
		});
		if (!isInPage) return;
		if (next.clientY < 80) scrollBy(0, -8);
		else if (next.clientY > innerHeight - 80) scrollBy(0, 8);
	};
	const end = (isDropped: boolean) => {
		handle.removeEventListener('pointermove', move);
		delete held.dataset.dragging;
		for (const { element } of rows) element.style.transform = '';
		if (isDropped && to !== from) moved(to);
	};
	handle.addEventListener('pointermove', move);
	end(await letGo(handle));
}

/** Whether it was let go, rather than taken away. */
function letGo(handle: HTMLElement): Promise<boolean> {
	return new Promise((resolve) => {
		handle.addEventListener('pointerup', () => resolve(true), { once: true });
		handle.addEventListener('pointercancel', () => resolve(false), { once: true });
	});
}

/** Where the held row would land: past each row whose middle its own middle has crossed. */
export function target(rows: Pick<Row, 'top' | 'height'>[], from: number, distance: number): number {
	const held = rows[from];
	if (!held) return from;
	const middle = held.top + held.height / 2 + distance;
	const above = rows.filter((row, i) => i !== from && row.top + row.height / 2 < middle);
	return above.length;
}

/** How many row heights the row at `i` gives way: up, down, or not at all. */
function shift(i: number, from: number, to: number): number {
	if (i > from && i <= to) return -1;
	if (i < from && i >= to) return 1;
	return 0;
}
