/** Keyboard shortcuts: each is one object, so that the overlay can list exactly what works. */

export interface Shortcut {
	/** `q`, `?`, `g t` (one after the other), `mod+z` (⌘ or Ctrl). Several spellings may do the same. */
	keys: string[];
	words: string;
	group: 'add' | 'tasks' | 'go' | 'help';
	perform: (event: KeyboardEvent) => void;
	/** Where false, the key keeps its usual meaning. */
	isPossible?: () => boolean;
	/** Also while something is typed into a field. */
	isEverywhere?: boolean;
}

const SEQUENCE_MS = 1_200;

/** A listener for `keydown` that performs `shortcuts`. Keys typed into a field or under an open dialog stay there. */
export function shortcutListener(shortcuts: () => Shortcut[]): (event: KeyboardEvent) => void {
	let prefix = '';
	let pressedAt = 0;
	return (event) => {
		if (event.defaultPrevented || event.altKey || isDialogOpen()) return;
		const all = shortcuts().filter(({ isEverywhere }) => isEverywhere || !isTyping(event.target));
		const isModified = event.metaKey || event.ctrlKey;
		const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		const isSequel = prefix !== '' && event.timeStamp - pressedAt < SEQUENCE_MS;
		const isNamed = event.key.length > 1 && event.shiftKey;
		const alone = isNamed ? `Shift+${key}` : key;
		const wanted = isModified ? `mod+${key}` : isSequel ? `${prefix} ${key}` : alone;
		const found = all.find(({ keys, isPossible }) => keys.includes(wanted) && (isPossible?.() ?? true));
		prefix = '';
		if (found) {
			event.preventDefault();
			found.perform(event);
		} else if (!isModified && all.some(({ keys }) => keys.some((keysOf) => keysOf.startsWith(`${key} `)))) {
			prefix = key;
			pressedAt = event.timeStamp;
		}
	};
}

export function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement && (target.matches('input, select, textarea') || target.isContentEditable)
	);
}

export function isDialogOpen(): boolean {
	return document.querySelector('dialog:modal') !== null;
}
