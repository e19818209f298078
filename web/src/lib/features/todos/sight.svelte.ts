/**
 * Which rows of a long list are made: those in sight, and some around. In the place of the others is room as high as
 * they are, as far as they were measured, otherwise as high as rows are on average.
 */
import { untrack } from 'svelte';

/** So many are made all the same. */
const FEW = 60;
/** Above and below what is in sight, in pixels: more than a turn of the wheel goes before the next frame. */
const AROUND = 600;
const GUESS = 60;

export interface Range {
	/** Half-open. */
	from: number;
	to: number;
}

export class Sight {
	range = $state.raw<Range>({ from: 0, to: FEW });
	/** The room for rows that are not made, in pixels. */
	above = $state(0);
	below = $state(0);
	#ids: readonly string[] = [];
	#heights = new Map<string, number>();
	/** Where each row begins, and where the last ends. */
	#tops: number[] = [0];
	#isHeld = false;

	/** Which rows there are, in their order. */
	set(ids: readonly string[]): void {
		untrack(() => {
			this.#ids = ids;
			this.#reckon();
			this.#show(this.range);
		});
	}

	/** Makes what is in sight of `list` now. */
	look(list: HTMLElement): void {
		if (this.#ids.length <= FEW || this.#isHeld) return;
		const { top } = list.getBoundingClientRect();
		this.show(-top, innerHeight - top);
	}

	/** Makes what is between two heights, in pixels from the top of the list. */
	show(top: number, bottom: number): void {
		this.#show({ from: this.rowAt(top - AROUND), to: this.rowAt(bottom + AROUND) + 1 });
	}

	/** How high the rows that are made turned out to be. */
	measure(list: HTMLElement): void {
		const found = new Map<string, number>();
		if (this.#ids.length > FEW)
			for (const row of list.querySelectorAll<HTMLElement>(':scope > [data-todo]'))
				found.set(row.dataset.todo ?? '', row.offsetHeight);
		untrack(() => this.learn(found));
		untrack(() => this.look(list));
	}

	learn(heights: ReadonlyMap<string, number>): void {
		const news = [...heights].filter(([id, height]) => height > 0 && this.#heights.get(id) !== height);
		if (news.length === 0) return;
		for (const [id, height] of news) this.#heights.set(id, height);
		this.#reckon();
		this.#show(this.range);
	}

	/** Nothing is made or taken away until `what` has ended. */
	hold(what: Promise<void>): void {
		this.#isHeld = true;
		void what.finally(() => (this.#isHeld = false));
	}

	/** The row that holds that height: the first or the last where it is beyond. */
	rowAt(top: number): number {
		let [low, high] = [0, Math.max(0, this.#ids.length - 1)];
		while (low < high) {
			const middle = (low + high + 1) >> 1;
			if (this.#topOf(middle) <= top) low = middle;
			else high = middle - 1;
		}
		return low;
	}

	#topOf(index: number): number {
		return this.#tops[index] ?? this.#tops.at(-1) ?? 0;
	}

	#reckon(): void {
		const known = this.#ids.flatMap((id) => this.#heights.get(id) ?? []);
		const average = known.length > 0 ? known.reduce((sum, height) => sum + height, 0) / known.length : GUESS;
		let top = 0;
		this.#tops = [0, ...this.#ids.map((id) => (top += this.#heights.get(id) ?? average))];
	}

	#show({ from, to }: Range): void {
		const count = this.#ids.length;
		const isShort = count <= FEW;
		const range = isShort ? { from: 0, to: count } : { from: Math.min(from, count), to: Math.min(to, count) };
		if (range.from !== this.range.from || range.to !== this.range.to) this.range = range;
		this.above = isShort ? 0 : this.#topOf(range.from);
		this.below = isShort ? 0 : this.#topOf(count) - this.#topOf(range.to);
	}
}
