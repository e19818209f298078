/** What the server tells of the rows of an import, in the language the person reads. */
import { wordsOfField } from '$lib/api/field-words';
import { isKnown, wordsOf } from '$lib/api/problem-words';
import type { ImportRow } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

type Told = ImportRow['notices_told'][number];
type Values = Partial<Record<string, string>>;

const WORDS: Partial<Record<string, (values: Values) => string>> = {
	'import-alarm-lost': m.imports_alarm_lost,
	'import-card-archived': m.imports_card_archived,
	'import-card-unreadable': m.imports_card_unreadable,
	'import-date-broken': ({ text }) => m.imports_date_broken({ text: text ?? '' }),
	'import-date-lost': ({ text }) => m.imports_date_lost({ text: text ?? '' }),
	'import-date-unknown': ({ text }) => m.imports_date_unknown({ text: text ?? '' }),
	'import-days-kept': m.imports_days_kept,
	'import-deleted-here': m.imports_deleted_here,
	'import-done-today': m.imports_done_today,
	'import-file-archive-gone': ({ name }) => m.imports_file_archive_gone({ name: name ?? '' }),
	'import-file-changed': ({ name }) => m.imports_file_changed({ name: name ?? '' }),
	'import-file-doubled': ({ name }) => m.imports_file_doubled({ name: name ?? '' }),
	'import-file-encrypted': ({ name }) => m.imports_file_encrypted({ name: name ?? '' }),
	'import-file-large': ({ megabytes, name }) =>
		m.imports_file_large({ megabytes: megabytes ?? '', name: name ?? '' }),
	'import-file-missing': ({ name }) => m.imports_file_missing({ name: name ?? '' }),
	'import-file-not-exported': ({ name }) => m.imports_file_not_exported({ name: name ?? '' }),
	'import-file-odd': ({ name }) => m.imports_file_odd({ name: name ?? '' }),
	'import-file-swollen': ({ name }) => m.imports_file_swollen({ name: name ?? '' }),
	'import-file-unpackable': ({ name }) => m.imports_file_unpackable({ name: name ?? '' }),
	'import-files-full': ({ name }) => m.imports_files_full({ name: name ?? '' }),
	'import-given-up': m.imports_given_up,
	'import-here-already': m.imports_here_already,
	'import-labels-many': ({ most }) => m.imports_labels_many({ most: most ?? '' }),
	'import-line-unreadable': m.imports_line_unreadable,
	'import-lines-lost': m.imports_lines_lost,
	'import-minutes-broken': ({ text }) => m.imports_minutes_broken({ text: text ?? '' }),
	'import-name-refused': m.imports_name_refused,
	'import-parent-archived': m.imports_parent_archived,
	'import-parent-circle': m.imports_parent_circle,
	'import-parent-missing': m.imports_parent_missing,
	'import-priority-foreign': ({ text }) => m.imports_priority_foreign({ text: text ?? '' }),
	'import-priority-unknown': ({ text }) => m.imports_priority_unknown({ text: text ?? '' }),
	'import-properties-broken': m.imports_properties_broken,
	'import-property-lost': ({ name }) => m.imports_property_lost({ name: name ?? '' }),
	'import-repetition-lost': ({ text }) => m.imports_repetition_lost({ text: text ?? '' }),
	'import-repetition-short': ({ seconds }) => m.imports_repetition_short({ seconds: seconds ?? '' }),
	'import-repetition-unknown': ({ text }) => m.imports_repetition_unknown({ text: text ?? '' }),
	'import-row-twice': ({ row }) => m.imports_row_twice({ row: row ?? '' }),
	'import-row-unreadable': m.imports_row_unreadable,
	'import-rule-lost': ({ rule }) => m.imports_rule_lost({ rule: rule ?? '' }),
	'import-rules-many': m.imports_rules_many,
	'import-too-deep': ({ levels }) => m.imports_too_deep({ levels: levels ?? '' })
};

/** Of what may be wrong with any task the words are those of its field or problem. In English the server knows more. */
export function toldWords({ code, values, message }: Told): string {
	if (getLocale() === 'en' || !code) return message;
	return (
		WORDS[code]?.(values ?? {}) ?? (isKnown(code) ? wordsOf(code, message) : wordsOfField(code, message))
	);
}
