/** What the server tells of a filter with which nothing is wrong, in the language the person reads. */
import type { CheckedQuery } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';

type Notice = CheckedQuery['notices'][number];

const WORDS: Record<Notice['code'], (named: { name: string }) => string> = {
	'filter-day-never': m.filters_day_never,
	'filter-label-gone': m.filters_label_gone,
	'filter-list-archived': () => m.filters_list_archived(),
	'filter-list-gone': m.filters_list_gone,
	'filter-none-shared': () => m.filters_none_shared(),
	'filter-section-gone': m.filters_section_gone
};

/** A code that only a newer server knows is told in its own sentence. */
export const noticeWords = ({ code, name, message }: Notice): string =>
	(WORDS[code] as (typeof WORDS)[Notice['code']] | undefined)?.({ name: name ?? '' }) ?? message;
