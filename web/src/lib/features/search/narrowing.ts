/** What a search is narrowed to, beside its words: as the address has it, as the server is asked, and as it holds of a task. */
import type { Todo } from '$lib/api/types';
import { addDays } from '$lib/shared/dates/calendar';
import { dayOf } from '$lib/shared/todo/rooms';

export const PARTS = ['status', 'list', 'label', 'priority', 'due'] as const;
export type PartName = (typeof PARTS)[number];
/** The empty text is no narrowing. `list` and `label` are ids. */
export type Narrowing = Record<PartName, string>;

export const INBOX = 'inbox';
const WEEK_DAYS = 7;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const MAY_BE: Record<PartName, (value: string) => boolean> = {
	status: (value) => ['open', 'completed'].includes(value),
	list: (value) => value === INBOX || UUID.test(value),
	label: (value) => UUID.test(value),
	priority: (value) => /^[1-4]$/.test(value),
	due: (value) => ['overdue', 'today', 'week', 'none'].includes(value)
};

/** What makes no sense in an address narrows nothing. */
export function narrowingIn(address: URLSearchParams): Narrowing {
	const part = (name: PartName) => {
		const value = address.get(name) ?? '';
		return MAY_BE[name](value) ? value : '';
	};
	return Object.fromEntries(PARTS.map((name) => [name, part(name)])) as Narrowing;
}

export const isNarrow = (narrowing: Narrowing): boolean => PARTS.some((name) => narrowing[name] !== '');

/** The same room, with these set, or taken away where they are empty. */
export function searchAddress(here: URL, set: Partial<Record<PartName | 'q', string>>): string {
	const query = new URLSearchParams(here.search);
	for (const [name, value] of Object.entries(set)) {
		if (value) query.set(name, value);
		else query.delete(name);
	}
	const rest = query.toString();
	return here.pathname + (rest ? `?${rest}` : '');
}

/** As `GET /v1/search` takes it. */
export function askedOf(narrowing: Narrowing, today: string) {
	const { list, label, priority } = narrowing;
	const [due_from, due_to] = daysOf(narrowing, today);
	return {
		status: statusOf(narrowing),
		...(list && { category_id: list }),
		...(label && { label_id: label }),
		...(priority && { priority: Number(priority) }),
		...(due_from && { due_from }),
		...(due_to && { due_to }),
		...(narrowing.due === 'none' && { has_due: false })
	};
}

export function holds(narrowing: Narrowing, todo: Todo, today: string): boolean {
	const { list, label, priority, due } = narrowing;
	const status = statusOf(narrowing);
	if (status !== 'all' && (status === 'completed') !== Boolean(todo.completed_at)) return false;
	if (list && (todo.category_id ?? INBOX) !== list) return false;
	if (label && !todo.label_ids.includes(label)) return false;
	if (priority && todo.priority !== Number(priority)) return false;
	if (due === '') return true;
	const day = dayOf(todo);
	if (due === 'none' || day === null) return (due === 'none') === (day === null);
	const [from, to] = daysOf(narrowing, today);
	return (!from || day >= from) && (!to || day <= to);
}

/** What is done is not overdue. */
function statusOf({ status, due }: Narrowing): 'open' | 'completed' | 'all' {
	if (status === 'open' || status === 'completed') return status;
	return due === 'overdue' ? 'open' : 'all';
}

/** Both inclusive; undefined is open. */
function daysOf({ due }: Narrowing, today: string): [from?: string, to?: string] {
	if (due === 'overdue') return [undefined, addDays(today, -1)];
	if (due === 'today') return [today, today];
	return due === 'week' ? [today, addDays(today, WEEK_DAYS - 1)] : [];
}
