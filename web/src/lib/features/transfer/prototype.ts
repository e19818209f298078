/** Todos that the prototype left in this browser. */

const KEPT = 'voice-todo-app-data';
/** Set once the person has decided. What the prototype kept is never touched. */
const ANSWERED = 'voicetodo-prototype-answered';

/** What the prototype kept, and how many todos are in it; null where there is nothing to offer. */
export function findPrototype(): { text: string; count: number } | null {
	try {
		const text = localStorage.getItem(KEPT);
		if (text === null || localStorage.getItem(ANSWERED)) return null;
		const { todos } = JSON.parse(text) as { todos?: unknown };
		return Array.isArray(todos) && todos.length > 0 ? { text, count: todos.length } : null;
	} catch {
		return null;
	}
}

export function answerPrototype(): void {
	localStorage.setItem(ANSWERED, 'yes');
}
