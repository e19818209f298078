/** Search in the copy that is on this device, by the rules of the server's: beginnings of words, no accents, few mistakes. */
import type { Comment, SearchHit, Todo } from '$lib/api/types';
import { folded } from '$lib/shared/ui/fuzzy';
import { isAlike } from './spelling';

export type Hit = Pick<SearchHit, 'todo' | 'marks'>;
type Mark = SearchHit['marks'][number];

const WORD = /[\p{L}\p{N}\p{M}_]+/gu;
/** What one word is worth by where it stands; a word that is only alike is worth less than any that is right. */
const RIGHT = { title: 200, notes: 80, comment: 20 };
const ALIKE = { title: 8, notes: 6, comment: 2 };
const MOST = 50;

/** The best first, the newest of those that fit as well. Without words, all there are. */
export function foundHere(
	query: string,
	todos: readonly Todo[],
	commentsOf: (todoId: string) => readonly Comment[]
): Hit[] {
	const wanted = wordsIn(query);
	return todos
		.map((todo) => ({ todo, worth: worthOf(todo, wanted, commentsOf) * (todo.completed_at ? 0.5 : 1) }))
		.filter(({ worth }) => worth > 0)
		.sort((a, b) => b.worth - a.worth || (a.todo.created_at < b.todo.created_at ? 1 : -1))
		.slice(0, MOST)
		.map(({ todo }) => ({ todo, marks: marksOf(todo, wanted, commentsOf(todo.id)) }));
}

/** 0 where a word is missing: all are in the task itself, or all in one comment. */
function worthOf(
	todo: Todo,
	wanted: readonly string[],
	commentsOf: (todoId: string) => readonly Comment[]
): number {
	if (wanted.length === 0) return 1;
	const { title, notes } = wordsOf(todo);
	const own = sum(
		wanted.map((word) =>
			Math.max(worthAmong(title, word, 'title'), notes ? worthAmong(notes, word, 'notes') : 0)
		)
	);
	if (own > 0) return own;
	const said = commentsOf(todo.id).map(({ body }) => wordsIn(body));
	return Math.max(0, ...said.map((words) => sum(wanted.map((word) => worthAmong(words, word, 'comment')))));
}

function worthAmong(words: readonly string[], wanted: string, place: keyof typeof RIGHT): number {
	if (words.some((word) => word.startsWith(wanted))) return RIGHT[place];
	return words.some((word) => isAlike(word, wanted)) ? ALIKE[place] : 0;
}

/** 0 where one of them is. */
function sum(worths: readonly number[]): number {
	return worths.includes(0) ? 0 : worths.reduce((all, each) => all + each, 0);
}

/** Of the comments, those of the one that says all there is to be found. */
function marksOf(todo: Todo, wanted: readonly string[], comments: readonly Comment[]): Mark[] {
	const own = [...marksIn(todo.title, wanted, 'title'), ...marksIn(todo.notes, wanted, 'notes')];
	if (own.length > 0 || wanted.length === 0) return own;
	const said = comments.find(
		({ body }) => sum(wanted.map((word) => worthAmong(wordsIn(body), word, 'comment'))) > 0
	);
	return said ? marksIn(said.body, wanted, 'comment', said.id) : [];
}

function marksIn(text: string, wanted: readonly string[], field: string, commentId?: string): Mark[] {
	const marks: Mark[] = [];
	for (const { 0: found, index } of text.matchAll(WORD)) {
		const word = folded(found);
		if (!wanted.some((each) => word.startsWith(each) || isAlike(word, each))) continue;
		const start = [...text.slice(0, index)].length;
		const end = start + [...found].length;
		marks.push({ field, start, end, ...(commentId && { comment_id: commentId }) });
	}
	return marks;
}

function wordsIn(text: string): string[] {
	return folded(text).match(WORD) ?? [];
}

interface Words {
	title: string[];
	notes: string[] | null;
}
const known = new WeakMap<Todo, Words>();

/** To part thousands of them into words takes longer than a keystroke may. */
function wordsOf(todo: Todo): Words {
	const found = known.get(todo);
	if (found) return found;
	const words = { title: wordsIn(todo.title), notes: todo.notes ? wordsIn(todo.notes) : null };
	known.set(todo, words);
	return words;
}
