/** What an entry of the activity says. */
import { m } from '$lib/paraglide/messages';
import type { Entry } from '$lib/api/types';
import { formats } from '$lib/shared/formats';

const FIELDS = [
	'title',
	'notes',
	'category_id',
	'section_id',
	'parent_id',
	'priority',
	'start_date',
	'due',
	'deadline',
	'duration_minutes',
	'recurrence',
	'reminders',
	'label_ids',
	'assignee'
];

export function entryWords(entry: Entry): string {
	return m.drawer_did_by({ source: entry.source, what: whatWasDone(entry) });
}

function whatWasDone({ kind, verb, changes }: Entry): string {
	if (kind === 'comment') return m.drawer_did_comment({ verb });
	if (kind === 'attachment') return m.drawer_did_attachment({ verb });
	const fields = Object.keys(changes).filter((field) => FIELDS.includes(field));
	if (verb !== 'changed' || fields.length === 0) return m.drawer_did_todo({ verb });
	return m.drawer_did_change({
		fields: formats.list().format(fields.map((field) => m.drawer_field({ field })))
	});
}
