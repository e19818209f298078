/** What is kept, and from when its time counts, in the language the person reads. */
import { m } from '$lib/paraglide/messages';
import type { Kept } from './retention';

const DATA: Record<string, () => string> = {
	activity: m.retention_activity,
	announcements: m.retention_announcements,
	answers: m.retention_answers,
	applications: m.retention_applications,
	'audit-origins': m.retention_audit_origins,
	'audit-stranger-origins': m.retention_audit_stranger_origins,
	authorizations: m.retention_authorizations,
	'background-jobs': m.retention_background_jobs,
	'change-sets': m.retention_change_sets,
	'data-exports': m.retention_data_exports,
	'dead-letters': m.retention_dead_letters,
	'deleted-accounts': m.retention_deleted_accounts,
	downloads: m.retention_downloads,
	'email-changes': m.retention_email_changes,
	'ended-downloads': m.retention_ended_downloads,
	feeds: m.retention_feeds,
	'heard-events': m.retention_heard_events,
	imports: m.retention_imports,
	'insight-facts': m.retention_insight_facts,
	invitations: m.retention_invitations,
	'invitations-made': m.retention_invitations_made,
	letters: m.retention_letters,
	mutations: m.retention_mutations,
	'password-resets': m.retention_password_resets,
	'personal-tokens': m.retention_personal_tokens,
	recordings: m.retention_recordings,
	registrations: m.retention_registrations,
	'removed-files': m.retention_removed_files,
	'removed-recordings': m.retention_removed_recordings,
	'security-events': m.retention_security_events,
	sessions: m.retention_sessions,
	trash: m.retention_trash,
	'unfinished-authenticators': m.retention_unfinished_authenticators,
	'unfinished-files': m.retention_unfinished_files,
	'unfinished-recordings': m.retention_unfinished_recordings,
	'voice-commands': m.retention_voice_commands,
	'wrong-passwords': m.retention_wrong_passwords
};

const MOMENTS: Record<string, () => string> = {
	act: m.retention_from_act,
	asking: m.retention_from_asking,
	beginning: m.retention_from_beginning,
	change: m.retention_from_change,
	deletion: m.retention_from_deletion,
	end: m.retention_from_end,
	'end-set': m.retention_from_end_set,
	event: m.retention_from_event,
	hearing: m.retention_from_hearing,
	'last-change': m.retention_from_last_change,
	'last-try': m.retention_from_last_try,
	'last-use': m.retention_from_last_use,
	making: m.retention_from_making,
	month: m.retention_from_month,
	ready: m.retention_from_ready,
	removal: m.retention_from_removal,
	request: m.retention_from_request,
	'setting-up': m.retention_from_setting_up,
	'signing-up': m.retention_from_signing_up,
	speaking: m.retention_from_speaking,
	writing: m.retention_from_writing
};

/** A server of another version may keep what is not known here: that is told in its own words. */
export const dataWords = ({ code, data }: Pick<Kept, 'code' | 'data'>): string =>
	DATA[code]?.() ?? data.replaceAll('`', '');

export const momentWords = ({
	counted_from_code: code,
	counted_from
}: Pick<Kept, 'counted_from' | 'counted_from_code'>): string => MOMENTS[code]?.() ?? counted_from;
