/** Fetches what recording needs before it is needed: the first press then opens at once, and also without a connection. */
import workletUrl from './capture.worklet.ts?worker&url';

export async function prepareRecording(): Promise<void> {
	await Promise.all([import('./recorder'), fetch(workletUrl)]);
}
