/** Where something can be typed: the field of this room, or else that of today. */
import { goto } from '$app/navigation';

const FIELD = '[data-testid="quick-add"]';

export async function typeInstead(): Promise<void> {
	if (!document.querySelector(FIELD)) await goto('/today');
	document.querySelector<HTMLInputElement>(FIELD)?.focus();
}
