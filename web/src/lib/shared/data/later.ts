/**
 * Deletions that nothing could bring back whole: shown at once, and sent only when the message with “Undo” has gone, or
 * when the page is left.
 */
import { toasts } from '$lib/shared/ui/toasts.svelte';
import { copy } from './copy';
import type { Mutation } from './mutations';
import { store } from './store.svelte';
import { sync } from './sync';
import { announce } from './undo';

/** A little longer than the message stays where nobody holds it. */
const DELAY_MS = 8_000;
const LOOK_MS = 1_000;

/** `anew` is the way back when it was sent already: as well as it can be made again, with a sentence on what was not. */
export function changeLater(
	mutation: Mutation,
	{ words, anew }: { words: string; anew: () => string | undefined }
): void {
	const { openings } = store;
	let isWaiting = true;
	const end = () => {
		isWaiting = false;
		clearTimeout(timer);
		removeEventListener('pagehide', commit);
	};
	const commit = () => {
		if (!isWaiting) return;
		end();
		if (store.openings === openings) void copy.letGo(mutation).then(sync);
	};
	// The pointer or the focus is on the message: it stays, and so does the way back.
	const commitOnceGone = () => {
		if (toasts.current === message) timer = setTimeout(commitOnceGone, LOOK_MS);
		else commit();
	};
	let timer = setTimeout(commitOnceGone, DELAY_MS);
	addEventListener('pagehide', commit);
	copy.hold(mutation);
	announce({
		words,
		undo: () => {
			if (!isWaiting) return anew();
			end();
			copy.drop(mutation);
		}
	});
	const message = toasts.current;
}
