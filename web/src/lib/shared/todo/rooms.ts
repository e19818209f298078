/** Which todos are in which room, in which order. */
import type { Todo } from '$lib/api/types';
import { addDays } from '$lib/shared/dates/calendar';
import { compareDue, seenFrom } from '$lib/shared/dates/due';
import { nested } from '$lib/shared/nesting';

type Order = (a: Todo, b: Todo) => number;

const byPosition: Order = (a, b) => (a.position < b.position ? -1 : a.position > b.position ? 1 : 0);
const byUrgency: Order = (a, b) =>
	compareDue(a.due ?? null, b.due ?? null) || a.priority - b.priority || byPosition(a, b);

export function isOpen(todo: Todo): boolean {
	return !todo.completed_at && !todo.deleted_at;
}

/** `categoryId` null is the inbox. */
export function inList(todos: Todo[], categoryId: string | null): Todo[] {
	return todos.filter((todo) => isOpen(todo) && (todo.category_id ?? null) === categoryId).sort(byPosition);
}

export function labelled(todos: Todo[], labelId: string): Todo[] {
	return todos.filter((todo) => isOpen(todo) && todo.label_ids.includes(labelId)).sort(byUrgency);
}

export interface Row {
	todo: Todo;
	/** 0 where it stands by itself, or where what it stands below is not among them. */
	depth: number;
}

/** In the order given, each with what stands below it right after it. */
export function asRows(todos: Todo[]): Row[] {
	return nested(todos).map(({ thing, depth }) => ({ todo: thing, depth }));
}

export function dayOf(todo: Todo): string | null {
	return todo.due ? seenFrom(todo.due).date : null;
}

/** Days before today; a time that has passed today still belongs to today. */
export function overdue(todos: Todo[], today: string): Todo[] {
	return todos.filter((todo) => isOpen(todo) && (dayOf(todo) ?? today) < today).sort(byUrgency);
}

export function onDay(todos: Todo[], day: string): Todo[] {
	return todos.filter((todo) => isOpen(todo) && dayOf(todo) === day).sort(byUrgency);
}

/** From tomorrow on, day by day: the first `whole` all, of those after them the days that have a todo. */
export function upcoming(todos: Todo[], today: string, whole = 0): { day: string; todos: Todo[] }[] {
	const first = addDays(today, 1);
	const days = new Map(
		Array.from({ length: whole }, (_, nth): [string, Todo[]] => [addDays(first, nth), []])
	);
	for (const todo of todos) {
		const day = dayOf(todo);
		if (!isOpen(todo) || !day || day < first) continue;
		const those = days.get(day);
		if (those) those.push(todo);
		else days.set(day, [todo]);
	}
	return [...days]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([day, those]) => ({ day, todos: those.sort(byUrgency) }));
}

export interface Counts {
	inbox: number;
	today: number;
	byCategory: Map<string, number>;
	byLabel: Map<string, number>;
}

/** How many open todos each room of the sidebar holds; today counts what is overdue too. */
export function countsOf(todos: Todo[], today: string): Counts {
	const counts: Counts = { inbox: 0, today: 0, byCategory: new Map(), byLabel: new Map() };
	for (const todo of todos) {
		if (!isOpen(todo)) continue;
		const day = dayOf(todo);
		if (day && day <= today) counts.today++;
		if (!todo.category_id) counts.inbox++;
		else increase(counts.byCategory, todo.category_id);
		for (const id of todo.label_ids) increase(counts.byLabel, id);
	}
	return counts;
}

function increase(counts: Map<string, number>, id: string): void {
	counts.set(id, (counts.get(id) ?? 0) + 1);
}
