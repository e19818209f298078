/** What people say about a task. Each shows at once, is sent when it can be, and can be taken back. */
import { m } from '$lib/paraglide/messages';
import type { Comment } from '$lib/api/types';
import { mutationOf } from '$lib/shared/data/mutations';
import { change } from '$lib/shared/data/sync';
import { announce } from '$lib/shared/data/undo';
import { newId } from '$lib/shared/data/uuid';

/** Whose words they are, `authorId`, is who is signed in. */
export function say(todoId: string, body: string, authorId: string): void {
	put(newId(), todoId, body, authorId);
}

export function saySomethingElse({ id }: Comment, body: string): void {
	change(mutationOf({ kind: 'update_comment', id, body }));
}

/** Said again under another id, as it was taken back for good. */
export function unsay({ id, todo_id, body, author_id }: Comment): void {
	change(mutationOf({ kind: 'delete_comment', id }));
	announce({ words: m.drawer_comment_deleted(), undo: () => put(newId(), todo_id, body, author_id) });
}

function put(id: string, todo_id: string, body: string, author_id: string): void {
	const thing: Comment = {
		id,
		todo_id,
		body,
		author_id,
		author_name: null,
		mentions: [],
		created_at: new Date().toISOString(),
		edited_at: null,
		version: 0
	};
	change(mutationOf({ kind: 'create_comment', id, todo_id, body }, { thing }));
}
