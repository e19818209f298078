/** Much work in pieces: between two of them the browser paints, and answers whoever presses something. */

/** Longer than a frame takes where one is painted at all. */
const UNSEEN_MS = 100;
const BUSY_MS = 2_000;

/** Ends after the next paint: at once where the page is left, soon where nobody sees it. */
export function painted(): Promise<void> {
	return new Promise((resolve) => {
		const timer = setTimeout(go, UNSEEN_MS);
		requestAnimationFrame(() => setTimeout(go));
		addEventListener('pagehide', go);
		function go() {
			clearTimeout(timer);
			removeEventListener('pagehide', go);
			resolve();
		}
	});
}

/** Does one after the other, each when there is nothing else to do. What fails is left for when it is wanted. */
export async function atLeisure(parts: readonly (() => Promise<unknown>)[]): Promise<void> {
	for (const part of parts) {
		await leisure();
		await part().catch(() => undefined);
	}
}

function leisure(): Promise<void> {
	return new Promise((resolve) => {
		if ('requestIdleCallback' in globalThis) requestIdleCallback(() => resolve(), { timeout: BUSY_MS });
		else setTimeout(resolve);
	});
}
