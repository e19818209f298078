/** What the states that the server names are called. What has no words here is shown as the server calls it. */
import { m } from '$lib/paraglide/messages';

const WORDS: Record<string, () => string> = {
	user: m.admin_role_user,
	support: m.admin_role_support,
	admin: m.admin_role_admin,
	anonymous: m.admin_role_anonymous,
	system: m.admin_role_system,
	waiting: m.admin_job_waiting,
	running: m.admin_job_running,
	done: m.admin_done,
	failed: m.admin_job_failed,
	cancelled: m.admin_job_cancelled,
	refused: m.admin_refused,
	ok: m.admin_health_ok,
	warn: m.admin_health_warn,
	bad: m.admin_health_bad,
	info: m.admin_severity_info,
	warning: m.admin_severity_warning,
	critical: m.admin_severity_critical,
	boolean: m.admin_kind_boolean,
	string: m.admin_kind_string,
	number: m.admin_kind_number,
	object: m.admin_kind_object,
	security: m.admin_reason_security,
	misuse: m.admin_reason_misuse,
	asked: m.admin_reason_asked,
	other: m.admin_reason_other
};

export const wordsOf = (state: string): string => WORDS[state]?.() ?? state.replaceAll('_', ' ');
