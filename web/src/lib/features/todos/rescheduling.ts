/** Putting tasks on other days. The time of day stays, as the person's clock has it. */
import { m } from '$lib/paraglide/messages';
import type { Todo } from '$lib/api/types';
import { clock } from '$lib/shared/clock.svelte';
import { announce } from '$lib/shared/data/undo';
import { arrange, editAloud, type Fields } from '$lib/shared/data/verbs';
import { addDays, deviceZone, nextWeekday, weekday } from '$lib/shared/dates/calendar';
import { dateWords, longDate, seenFrom } from '$lib/shared/dates/due';
import { preferences } from '$lib/shared/preferences.svelte';
import { dayOf } from '$lib/shared/todo/rooms';

export interface DayChoice {
	/** The day; empty is none. */
	id: string;
	words: string;
	kind?: string;
}

const SATURDAY = 6;
const DAYS_AHEAD = 14;

export function moveToDay(todo: Todo, day: string): void {
	if ((dayOf(todo) ?? '') === day) return;
	const words = day
		? m.todos_moved_to({ title: todo.title, list: dateWords(day, clock.today) })
		: m.todos_date_taken({ title: todo.title });
	editAloud(todo, onDay(todo, day), words);
}

/** One day later or earlier. */
export function moveByDays(todo: Todo, days: 1 | -1): void {
	const day = dayOf(todo);
	if (day) moveToDay(todo, addDays(day, days));
}

export function moveAllToDay(todos: Todo[], day: string): void {
	for (const todo of todos) arrange(todo, onDay(todo, day));
	announce({
		words: m.todos_moved_all({ count: todos.length, day: dateWords(day, clock.today) }),
		undo: () => todos.forEach((todo) => arrange(todo, { due: todo.due, recurrence: todo.recurrence }))
	});
}

/** The usual days first, then one after the other. */
export function dayChoices(todo: Todo | null): DayChoice[] {
	const { today } = clock;
	const saturday = weekday(today) === SATURDAY ? addDays(today, 7) : nextWeekday(today, SATURDAY);
	const nextWeek = nextWeekday(today, preferences.firstWeekday);
	const named: DayChoice[] = [
		{ id: today, words: m.todos_today(), kind: longDate(today) },
		{ id: addDays(today, 1), words: m.todos_tomorrow(), kind: longDate(addDays(today, 1)) },
		{ id: saturday, words: m.todos_weekend(), kind: longDate(saturday) },
		{ id: nextWeek, words: m.todos_next_week(), kind: longDate(nextWeek) }
	];
	const usual = named.filter(({ id }, nth) => named.findIndex((other) => other.id === id) === nth);
	const known = usual.map(({ id }) => id);
	const ahead = Array.from({ length: DAYS_AHEAD }, (_, nth) => addDays(today, nth + 2))
		.filter((day) => !known.includes(day))
		.map((day) => ({ id: day, words: longDate(day) }));
	return [...usual, ...(todo?.due ? [{ id: '', words: m.todos_no_date() }] : []), ...ahead];
}

function onDay(todo: Todo, day: string): Fields {
	// Without a date nothing repeats.
	if (!day) return todo.recurrence ? { due: null, recurrence: null } : { due: null };
	const time = todo.due ? seenFrom(todo.due).time : null;
	return { due: { date: day, time, timezone: time || !todo.due ? deviceZone() : todo.due.timezone } };
}
