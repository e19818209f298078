/** What might be said in an empty list. */
import { m } from '$lib/paraglide/messages';

/** The first lists of a new account have names in the language that somebody signed up in, and keep them. */
const EXAMPLES: Record<string, () => string> = {
	Personal: m.rooms_example_personal,
	Privat: m.rooms_example_personal,
	Work: m.rooms_example_work,
	Arbeit: m.rooms_example_work,
	Shopping: m.rooms_example_shopping,
	Einkauf: m.rooms_example_shopping,
	Health: m.rooms_example_health,
	Gesundheit: m.rooms_example_health,
	Learning: m.rooms_example_learning,
	Lernen: m.rooms_example_learning
};

export const exampleFor = (list: string): string => (EXAMPLES[list] ?? m.rooms_example_any)();
