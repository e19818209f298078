/** What is kept of a person's things, under the names that `/v1/sync` has for them. */
import type { Attachment, Category, Comment, Filter, Label, Section, Todo } from '$lib/api/types';

export interface Things {
	todos: Todo;
	categories: Category;
	sections: Section;
	labels: Label;
	filters: Filter;
	comments: Comment;
	attachments: Attachment;
}

export type Kind = keyof Things;

export const KINDS: readonly Kind[] = [
	'todos',
	'categories',
	'sections',
	'labels',
	'filters',
	'comments',
	'attachments'
];

export type Thing = Things[Kind];

/** Calls `work` for each kind. The type of its things is known within. */
export function eachKind(work: <K extends Kind>(kind: K) => void): void {
	for (const kind of KINDS) work(kind);
}
