/** The last changes, newest last, each with the way back. */
import { sentenceOf } from '$lib/api/problem';
import { m } from '$lib/paraglide/messages';
import { toasts } from '$lib/shared/ui/toasts.svelte';

export interface Step {
	/** What was done: “Completed ‘Call Mum’”. */
	words: string;
	/** May answer a sentence on what did not come back. */
	undo: () => unknown;
	/** Where to see what became of it. */
	link?: { label: string; href: string };
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
		toasts.show(m.data_nothing_to_undo());
		return;
	}
	steps.splice(index, 1);
	try {
		const sentence = await step.undo();
		if (typeof sentence === 'string') toasts.show(sentence);
		else if (!isSilent) toasts.show(m.data_undone({ words: step.words }));
	} catch (error) {
		toasts.show(sentenceOf(error));
	}
}

/** Remembers a step and says so, with Undo under the thumb. */
export function announce(step: Step): void {
	remember(step);
	toasts.show(step.words, { label: m.ui_undo(), perform: () => void takeBack(step) }, step.link);
}

export function forgetSteps(): void {
	steps.length = 0;
}
