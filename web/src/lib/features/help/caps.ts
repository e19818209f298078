import { m } from '$lib/paraglide/messages';

const CAPS: Record<string, () => string> = {
	mod: () => (/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : `${m.help_key_control()} `),
	Shift: () => '⇧',
	ArrowDown: () => '↓',
	ArrowUp: () => '↑',
	Delete: m.help_key_delete,
	Escape: m.help_key_escape
};

/** How a key is written on its cap, on the keyboards of the language that the person reads. */
export const capsOf = (keys: string): string[] =>
	keys.split(' ').map((held) => held.split('+').map(capOf).join(''));

const capOf = (key: string): string => CAPS[key]?.() ?? (key.length === 1 ? key.toUpperCase() : key);
