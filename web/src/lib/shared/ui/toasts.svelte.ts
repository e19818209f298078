/** Short messages with at most one thing to do about them, and one room to see more. The newest replaces the one before. */

export interface Toast {
	id: number;
	text: string;
	action: { label: string; perform: () => void } | null;
	link: { label: string; href: string } | null;
}

const STAY_MS = 7_000;

class Toasts {
	current = $state.raw<Toast | null>(null);
	#count = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	show(text: string, action: Toast['action'] = null, link: Toast['link'] = null): void {
		this.current = { id: ++this.#count, text, action, link };
		this.resume();
	}

	dismiss(): void {
		clearTimeout(this.#timer);
		this.current = null;
	}

	/** Nobody has to hurry while the pointer or the focus is on it. */
	pause(): void {
		clearTimeout(this.#timer);
	}

	resume(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => (this.current = null), STAY_MS);
	}
}

export const toasts = new Toasts();
