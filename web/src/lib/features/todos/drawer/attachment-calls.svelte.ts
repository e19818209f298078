/** Bringing, saving and removing files. Those that wait for the server throw ApiProblem or Unreachable. */
import { SvelteSet } from 'svelte/reactivity';
import { m } from '$lib/paraglide/messages';
import { api, fetchFile, sendAttachment } from '$lib/api/client';
import { sentenceOf } from '$lib/api/problem';
import type { Attachment } from '$lib/api/types';
import { sync } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';
import { newId } from '$lib/shared/data/uuid';
import { toasts } from '$lib/shared/ui/toasts.svelte';
import { saveFile } from '$lib/shared/save-file';

export async function attach(todoId: string, file: File): Promise<void> {
	await sendAttachment(todoId, file, newId());
	await sync();
}

/** Files that are shown no more, and removed when that can no longer be undone with a press: their bytes cannot be made anew. */
export const leaving = new SvelteSet<string>();

/** Longer than the message with “Undo” stays. Where the page is left before, the file stays. */
const DELAY_MS = 8_000;

export function detach({ id, name }: Attachment): void {
	leaving.add(id);
	const timer = setTimeout(() => void removeNow(id), DELAY_MS);
	announce({
		words: m.drawer_file_removed({ name }),
		undo: () => {
			clearTimeout(timer);
			leaving.delete(id);
		}
	});
}

async function removeNow(id: string): Promise<void> {
	try {
		await api.DELETE('/v1/attachments/{attachment_id}', { params: { path: { attachment_id: id } } });
		await sync();
	} catch (error) {
		toasts.show(sentenceOf(error));
	} finally {
		leaving.delete(id);
	}
}

/** Saved under its name: what it holds is never shown in our page. */
export async function download({ id, name }: Attachment): Promise<void> {
	const { content } = await fetchFile(`/v1/attachments/${id}/content`);
	saveFile({ name, content });
}
