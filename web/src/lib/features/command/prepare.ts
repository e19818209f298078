/** What speaking and its answers need, fetched before it is needed: the first press then opens at once, and also without a connection. */
import workletUrl from './capture.worklet.ts?worker&url';

export const loadOutcome = () => import('./Outcome.svelte');
export const loadUnsent = () => import('./UnsentWords.svelte');

export const speaking: (() => Promise<unknown>)[] = [
	loadOutcome,
	loadUnsent,
	() => import('./recorder'),
	() => import('./line'),
	() => fetch(workletUrl)
];
