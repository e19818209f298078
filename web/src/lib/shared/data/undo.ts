/** The last changes, newest last, each with the way back. */
import { sentenceOf } from '$lib/api/problem';
import { toasts } from '$lib/shared/ui/toasts.svelte';

export interface Step {
	/** What was done: "Completed “Call Mum”". */
	words: string;
	undo: () => unknown;
}

const DEEPEST = 50;
const steps: Step[] = [];

export function remember(step: Step): void {
	steps.push(step);
	if (steps.length > DEEPEST) steps.shift();
}

/** Takes back one step (the last by default), once; `isSilent` where the page shows it anyway. */
export async function takeBack(
	step: Step | undefined = steps.at(-1),
	{ isSilent = false } = {}
): Promise<void> {
	const index = step ? steps.indexOf(step) : -1;
	if (!step || index < 0) {
		toasts.show('Nothing to undo.');
		return;
	}
	steps.splice(index, 1);
	try {
		await step.undo();
		if (!isSilent) toasts.show(`Undone: ${step.words[0]?.toLowerCase() ?? ''}${step.words.slice(1)}`);
	} catch (error) {
		toasts.show(sentenceOf(error));
	}
}

/** Remembers a step and says so, with Undo under the thumb. */
export function announce(step: Step): void {
	remember(step);
	toasts.show(step.words, { label: 'Undo', perform: () => void takeBack(step) });
}

export function forgetSteps(): void {
	steps.length = 0;
}
