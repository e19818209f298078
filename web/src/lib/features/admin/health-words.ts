/** What is so of a part of an installation, and what is to be done, in the language the person reads. */
import type { components } from '$lib/api/schema';
import { m } from '$lib/paraglide/messages';

type Reading = components['schemas']['Reading'];

const WORDS: Record<NonNullable<Reading['code']>, () => string> = {
	answering: m.health_answering,
	'connections-free': m.health_connections_free,
	'connections-many': m.health_connections_many,
	'connections-most': m.health_connections_most,
	'deletions-none': m.health_deletions_none,
	'deletions-waiting': m.health_deletions_waiting,
	'disk-filling': m.health_disk_filling,
	'disk-free': m.health_disk_free,
	'disk-full': m.health_disk_full,
	'events-heard': m.health_events_heard,
	'events-unheard': m.health_events_unheard,
	'housekeeping-done': m.health_housekeeping_done,
	'housekeeping-late': m.health_housekeeping_late,
	'index-coming': m.health_index_coming,
	'index-missing': m.health_index_missing,
	'index-silent': m.health_index_silent,
	'index-unneeded': m.health_index_unneeded,
	'jobs-failed': m.health_jobs_failed,
	'jobs-fine': m.health_jobs_fine,
	'letters-kept': m.health_letters_kept,
	'letters-sent': m.health_letters_sent,
	'processes-alike': m.health_processes_alike,
	'processes-differ': m.health_processes_differ,
	'queue-empty': m.health_queue_empty,
	'queue-moving': m.health_queue_moving,
	'queue-slow': m.health_queue_slow,
	'queue-stuck': m.health_queue_stuck,
	'replica-behind': m.health_replica_behind,
	silent: m.health_silent
};

/** A server of another version may say what is not known here: that is told in its own sentence. */
export const sentenceOf = ({ code, sentence }: Pick<Reading, 'code' | 'sentence'>): string =>
	(code && WORDS[code]?.()) || sentence;
