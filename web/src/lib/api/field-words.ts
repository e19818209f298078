/** What may be wrong with a field, in the language the person reads. Loaded with the first of them. */
import { m } from '$lib/paraglide/messages';
import { getLocale } from '$lib/paraglide/runtime';

/** By the code of the fault. */
const WORDS: Record<string, () => string> = {
	'announcement-text': m.fields_announcement_text,
	'audience-unknown': m.fields_audience_unknown,
	'characters-refused': m.fields_characters_refused,
	'code-missing': m.fields_code_missing,
	'code-wrong': m.fields_code_wrong,
	'color-shape': m.fields_color_shape,
	'date-range': m.fields_date_range,
	'days-range': m.fields_days_range,
	'duration-range': m.fields_duration_range,
	'email-shape': m.fields_email_shape,
	'ends-before-start': m.fields_ends_before_start,
	'flag-description': m.fields_flag_description,
	'flag-key': m.fields_flag_key,
	'flag-rules': m.fields_flag_rules,
	'flag-users': m.fields_flag_users,
	'flag-value': m.fields_flag_value,
	'flag-variant-name': m.fields_flag_variant_name,
	'flag-variant-unknown': m.fields_flag_variant_unknown,
	'flag-variants': m.fields_flag_variants,
	'invitation-reusable': m.fields_invitation_reusable,
	'labels-many': m.fields_labels_many,
	'line-length': m.fields_line_length,
	'list-not-yours': m.fields_list_not_yours,
	'moment-past': m.fields_moment_past,
	'name-blanks': m.fields_name_blanks,
	'name-length': m.fields_name_length,
	'name-missing': m.fields_name_missing,
	'nesting-depth': m.fields_nesting_depth,
	'parent-archived': m.fields_parent_archived,
	'parent-below': m.fields_parent_below,
	'parent-itself': m.fields_parent_itself,
	'parent-unknown': m.fields_parent_unknown,
	'password-about-you': m.fields_password_about_you,
	'password-breached': m.fields_password_breached,
	'password-length': m.fields_password_length,
	'password-repeats': m.fields_password_repeats,
	'password-wrong': m.fields_password_wrong,
	'percentage-range': m.fields_percentage_range,
	'priority-range': m.fields_priority_range,
	'reminder-range': m.fields_reminder_range,
	'reminder-shape': m.fields_reminder_shape,
	'reminder-without-due': m.fields_reminder_without_due,
	'reminder-without-time': m.fields_reminder_without_time,
	'reminders-many': m.fields_reminders_many,
	'rule-never': m.fields_rule_never,
	'rule-refused': m.fields_rule_refused,
	'rule-without-due': m.fields_rule_without_due,
	'scopes-missing': m.fields_scopes_missing,
	'text-length': m.fields_text_length,
	'text-missing': m.fields_text_missing,
	'time-shape': m.fields_time_shape,
	'timezone-unknown': m.fields_timezone_unknown
};

/** `message` is the server's own, in English, for whoever reads that. */
export const wordsOfField = (code: string, message: string): string =>
	WORDS[code]?.() ?? (getLocale() === 'en' ? message : m.fields_other());
