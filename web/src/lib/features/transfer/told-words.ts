/** What the server tells of an import and its rows, in the language the person reads. */
import { wordsOfField } from '$lib/api/field-words';
import { isKnown, wordsOf } from '$lib/api/problem-words';
import type { ImportRow } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

type Told = ImportRow['notices_told'][number];
type Values = Partial<Record<string, string>>;

const WORDS: Partial<Record<string, (values: Values) => string>> = {
	'import-alarm-lost': m.imports_alarm_lost,
	'import-archive-broken': m.imports_archive_broken,
	'import-archive-encrypted': m.imports_archive_encrypted,
	'import-archive-entries': ({ most }) => m.imports_archive_entries({ most: most ?? '' }),
	'import-archive-large': ({ megabytes }) => m.imports_archive_large({ megabytes: megabytes ?? '' }),
	'import-archive-less': m.imports_archive_less,
	'import-archive-more': m.imports_archive_more,
	'import-archive-odd': m.imports_archive_odd,
	'import-archive-swollen': m.imports_archive_swollen,
	'import-attachments-many': ({ most }) => m.imports_attachments_many({ most: most ?? '' }),
	'import-calendar-broken': m.imports_calendar_broken,
	'import-calendar-events': ({ count }) => m.imports_calendar_events({ count: count ?? '' }),
	'import-calendar-events-only': m.imports_calendar_events_only,
	'import-card-archived': m.imports_card_archived,
	'import-card-unreadable': m.imports_card_unreadable,
	'import-comments-lost': ({ count }) => m.imports_comments_lost({ count: count ?? '' }),
	'import-comments-many': ({ most }) => m.imports_comments_many({ most: most ?? '' }),
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
	'import-files-left': ({ left, total }) => m.imports_files_left({ left: left ?? '', total: total ?? '' }),
	'import-foreign-google': m.imports_foreign_google,
	'import-foreign-microsoft': m.imports_foreign_microsoft,
	'import-foreign-own': m.imports_foreign_own,
	'import-foreign-prototype': m.imports_foreign_prototype,
	'import-foreign-taskwarrior': m.imports_foreign_taskwarrior,
	'import-foreign-trello': m.imports_foreign_trello,
	'import-foreign-vikunja': m.imports_foreign_vikunja,
	'import-format-cut': m.imports_format_cut,
	'import-format-elsewhere': m.imports_format_elsewhere,
	'import-format-odd': m.imports_format_odd,
	'import-format-unknown': m.imports_format_unknown,
	'import-given-up': m.imports_given_up,
	'import-given-up-reading': m.imports_given_up_reading,
	'import-given-up-running': m.imports_given_up_running,
	'import-given-up-undoing': m.imports_given_up_undoing,
	'import-google-once': m.imports_google_once,
	'import-here-already': m.imports_here_already,
	'import-kept-changed': ({ count }) => m.imports_kept_changed({ count: count ?? '' }),
	'import-labels-many': ({ most }) => m.imports_labels_many({ most: most ?? '' }),
	'import-line-unreadable': m.imports_line_unreadable,
	'import-lines-lost': m.imports_lines_lost,
	'import-minutes-broken': ({ text }) => m.imports_minutes_broken({ text: text ?? '' }),
	'import-name-refused': m.imports_name_refused,
	'import-own-changed': m.imports_own_changed,
	'import-own-later': m.imports_own_later,
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
	'import-room-filters': ({ most, wanted }) =>
		m.imports_room_filters({ most: most ?? '', wanted: wanted ?? '' }),
	'import-room-labels': ({ most, wanted }) =>
		m.imports_room_labels({ most: most ?? '', wanted: wanted ?? '' }),
	'import-room-lists': ({ most, wanted }) => m.imports_room_lists({ most: most ?? '', wanted: wanted ?? '' }),
	'import-row-twice': ({ row }) => m.imports_row_twice({ row: row ?? '' }),
	'import-row-unreadable': m.imports_row_unreadable,
	'import-rows-many': ({ most }) => m.imports_rows_many({ most: most ?? '' }),
	'import-rule-lost': ({ rule }) => m.imports_rule_lost({ rule: rule ?? '' }),
	'import-rules-many': m.imports_rules_many,
	'import-source-empty': m.imports_source_empty,
	'import-source-full': m.imports_source_full,
	'import-table-broken': ({ line }) => m.imports_table_broken({ line: line ?? '' }),
	'import-table-column-missing': ({ name }) => m.imports_table_column_missing({ name: name ?? '' }),
	'import-table-columns': ({ names }) => m.imports_table_columns({ names: names ?? '' }),
	'import-table-title-missing': m.imports_table_title_missing,
	'import-tasks-none': m.imports_tasks_none,
	'import-text-binary': m.imports_text_binary,
	'import-text-encoding': ({ encoding }) => m.imports_text_encoding({ encoding: encoding ?? '' }),
	'import-text-guessed': ({ line }) => m.imports_text_guessed({ line: line ?? '' }),
	'import-text-none': m.imports_text_none,
	'import-too-deep': ({ levels }) => m.imports_too_deep({ levels: levels ?? '' })
};

/** Of what may be wrong with any task the words are those of its field or problem. In English the server knows more. */
export function toldWords({ code, values, message }: Told): string {
	if (getLocale() === 'en' || !code) return message;
	return (
		WORDS[code]?.(values ?? {}) ?? (isKnown(code) ? wordsOf(code, message) : wordsOfField(code, message))
	);
}
