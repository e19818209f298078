import { unitOffsets } from '$lib/shared/explain/spans';

export interface Part {
	text: string;
	isMarked: boolean;
}

/** `text` cut at the marks of `field`. Marks count characters; those that lie over each other are taken once. */
export function markedParts(
	text: string,
	marks: readonly { field: string; start: number; end: number }[],
	field: string
): Part[] {
	const at = unitOffsets(text);
	const parts: Part[] = [];
	let cursor = 0;
	const own = marks.filter((mark) => mark.field === field).sort((a, b) => a.start - b.start);
	for (const mark of own) {
		const start = Math.max(cursor, at(mark.start));
		const end = at(mark.end);
		if (end <= start) continue;
		if (start > cursor) parts.push({ text: text.slice(cursor, start), isMarked: false });
		parts.push({ text: text.slice(start, end), isMarked: true });
		cursor = end;
	}
	if (cursor < text.length) parts.push({ text: text.slice(cursor), isMarked: false });
	return parts;
}

const MOST_BEFORE = 30;
const MOST_AFTER = 120;

/** What stands around the first mark of `field`; nothing where it has none. */
export function excerptOf(
	text: string,
	marks: readonly { field: string; start: number; end: number }[],
	field: string
): Part[] {
	const parts = markedParts(text, marks, field);
	const first = parts.findIndex(({ isMarked }) => isMarked);
	if (first < 0) return [];
	const lead = parts[first - 1]?.text ?? '';
	const found: Part[] = lead
		? [
				{
					text: lead.length > MOST_BEFORE ? `…${lead.slice(-MOST_BEFORE).replace(/^\S*\s/, '')}` : lead,
					isMarked: false
				}
			]
		: [];
	let left = MOST_AFTER;
	for (const { text: whole, isMarked } of parts.slice(first)) {
		if (left <= 0) break;
		found.push({ text: whole.length > left ? `${whole.slice(0, left)}…` : whole, isMarked });
		left -= whole.length;
	}
	return found;
}
