/** The sentence being typed, understood while it grows, and the words whose meaning was taken back. */
import { api, body } from '$lib/api/client';
import type { Interpretation } from '$lib/api/types';
import { deviceZone } from '$lib/shared/dates/calendar';
import { codePointRange, segmentsOf, shifted, type Range, type Segment } from '$lib/shared/explain/spans';
import { getLocale } from '$lib/shared/locale';

const PAUSE_MS = 120;

export class Draft {
	text = $state('');
	literals = $state.raw<Range[]>([]);
	#understood = $state.raw<Interpretation | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asked = 0;

	/** The text cut at its recognised parts; parts of an older text that still fit stay until the newer answer. */
	segments: Segment[] = $derived.by(() => {
		const understood = this.#understood;
		if (!understood || !this.text) return [plain(this.text)];
		if (understood.text === this.text) return segmentsOf(understood);
		const known = segmentsOf(understood).filter((segment) => segment.field);
		const kept = known.flatMap((segment): Segment[] => {
			const [moved] = shifted([[segment.start, segment.end]], understood.text, this.text);
			return moved ? [{ ...segment, start: moved[0], end: moved[1] }] : [];
		});
		return withGaps(this.text, kept);
	});

	/** The parts that carry a meaning. */
	recognised = $derived(this.segments.filter((segment) => segment.field));

	/** The parts that are just words again. */
	literalParts = $derived(
		this.literals.map(([start, end]) => ({ start, end, text: this.text.slice(start, end) }))
	);

	/** The same ranges as the server counts them. */
	get literalSpans(): Range[] {
		return this.literals.map((range) => codePointRange(this.text, range));
	}

	type(text: string): void {
		this.literals = shifted(this.literals, this.text, text);
		this.text = text;
		this.#askSoon();
	}

	/** Takes the meaning of some words back, or gives it back to them. */
	toggle(start: number, end: number): void {
		const others = this.literals.filter((range) => range[1] <= start || range[0] >= end);
		this.literals = others.length < this.literals.length ? others : [...this.literals, [start, end]];
		this.#askSoon();
	}

	clear(): void {
		this.text = '';
		this.literals = [];
		this.#understood = null;
		this.#asked++;
		clearTimeout(this.#timer);
	}

	#askSoon(): void {
		clearTimeout(this.#timer);
		const { text } = this;
		if (text.trim() === '') {
			this.#understood = null;
			this.#asked++;
			return;
		}
		this.#timer = setTimeout(() => void this.#ask(text), PAUSE_MS);
	}

	async #ask(text: string): Promise<void> {
		const asked = ++this.#asked;
		const spans = this.literalSpans;
		try {
			const understood = await body(
				api.POST('/v1/voice/interpretations', {
					body: { text, timezone: deviceZone(), language: getLocale(), literal_spans: spans, quick_add: true }
				})
			);
			if (asked === this.#asked && understood.text === this.text) this.#understood = understood;
		} catch {
			// Underlines are a courtesy: without them Enter still sends the sentence.
		}
	}
}

function plain(text: string): Segment {
	return { text, field: null, start: 0, end: text.length };
}

function withGaps(text: string, parts: Segment[]): Segment[] {
	const all: Segment[] = [];
	let cursor = 0;
	for (const part of parts) {
		if (part.start < cursor) continue;
		if (part.start > cursor)
			all.push({ text: text.slice(cursor, part.start), field: null, start: cursor, end: part.start });
		all.push({ ...part, text: text.slice(part.start, part.end) });
		cursor = part.end;
	}
	if (cursor < text.length)
		all.push({ text: text.slice(cursor), field: null, start: cursor, end: text.length });
	return all;
}
