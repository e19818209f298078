/** Which words of a sentence became which field. */
import type { Action } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

/** The kinds of field that carry a colour. Everything else a sentence says is plain ink. */
export type Field = 'when' | 'list' | 'priority' | 'label' | 'person';

/** What each is called, in the order of the legend. */
export const FIELD_NAMES: Record<Field, () => string> = {
	when: m.explain_when,
	list: m.explain_list,
	priority: m.explain_priority,
	label: m.explain_label,
	person: m.explain_person
};

export interface Segment {
	text: string;
	field: Field | null;
	/** UTF-16 range in the sentence, half-open. */
	start: number;
	end: number;
}

/** As much of an interpretation as is needed to explain it. */
export interface Explained {
	text: string;
	actions: Pick<Action, 'spans'>[];
}

export type Range = [start: number, end: number];

const FIELD_OF_SLOT: Record<string, Field> = {
	due: 'when',
	datetime: 'when',
	datetime_text: 'when',
	old_datetime_text: 'when',
	recurrence: 'when',
	recurrence_text: 'when',
	old_recurrence_text: 'when',
	deadline: 'when',
	reminders: 'when',
	duration_minutes: 'when',
	list: 'list',
	priority: 'priority',
	priority_text: 'priority',
	labels: 'label',
	assignee: 'person',
	person: 'person'
};

/** The sentence cut at every recognised part, gaps included, in order; joined, the texts are the sentence again. */
export function segmentsOf(interpretation: Explained): Segment[] {
	const { text } = interpretation;
	const at = unitOffsets(text);
	const found = interpretation.actions
		.flatMap((action) => coloured(action))
		.map(({ field, range: [start, end] }) => ({ field, start: at(start), end: at(end) }))
		.filter(({ start, end }) => start < end)
		.sort((a, b) => a.start - b.start || b.end - a.end);
	const segments: Segment[] = [];
	let cursor = 0;
	for (const { field, start, end } of found) {
		if (start < cursor) continue; // an earlier, longer part already has these words
		if (start > cursor)
			segments.push({ text: text.slice(cursor, start), field: null, start: cursor, end: start });
		segments.push({ text: text.slice(start, end), field, start, end });
		cursor = end;
	}
	if (cursor < text.length)
		segments.push({ text: text.slice(cursor), field: null, start: cursor, end: text.length });
	return segments;
}

function coloured(action: Pick<Action, 'spans'>): { field: Field; range: Range }[] {
	return Object.entries(action.spans ?? {}).flatMap(([slot, ranges]) => {
		const field = FIELD_OF_SLOT[slot];
		return field ? ranges.map((range) => ({ field, range: [range[0] ?? 0, range[1] ?? 0] as Range })) : [];
	});
}

/** The fields that occur, in the order of FIELD_NAMES: the legend. */
export function fieldsIn(segments: Segment[]): Field[] {
	return (Object.keys(FIELD_NAMES) as Field[]).filter((field) =>
		segments.some((part) => part.field === field)
	);
}

/** The server counts characters (code points), the browser counts UTF-16 units: they differ after an emoji. */
export function unitOffsets(text: string): (codePoint: number) => number {
	const offsets: number[] = [];
	let units = 0;
	for (const character of text) {
		offsets.push(units);
		units += character.length;
	}
	return (codePoint) => offsets[codePoint] ?? units;
}

/** The other way round: a UTF-16 range as the server counts it. */
export function codePointRange(text: string, [start, end]: Range): Range {
	const before = [...text.slice(0, start)].length;
	return [before, before + [...text.slice(start, end)].length];
}

/** Where `ranges` of `before` are after it was edited into `after`; a range the edit touched is gone. */
export function shifted(ranges: Range[], before: string, after: string): Range[] {
	const shorter = Math.min(before.length, after.length);
	let prefix = 0;
	while (prefix < shorter && before[prefix] === after[prefix]) prefix++;
	let suffix = 0;
	while (suffix < shorter - prefix && before.at(-1 - suffix) === after.at(-1 - suffix)) suffix++;
	const editEnd = before.length - suffix;
	const growth = after.length - before.length;
	return ranges.flatMap(([start, end]): Range[] => {
		if (end <= prefix) return [[start, end]];
		if (start >= editEnd) return [[start + growth, end + growth]];
		return [];
	});
}
