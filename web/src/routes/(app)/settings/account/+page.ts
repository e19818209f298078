/** Where this was before. */
import { redirect } from '@sveltejs/kit';

export function load(): never {
	redirect(308, '/settings/security');
}
