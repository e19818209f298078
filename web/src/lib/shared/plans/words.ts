/** What plans and their limits are called. */
import type { components } from '$lib/api/schema';
import { m } from '$lib/paraglide/messages';
import { formats } from '../formats';
import { sizeWords } from '../sizes';

export type Limit = components['schemas']['Used'];

const PLANS: Record<string, () => string> = { free: m.plan_free, premium: m.plan_premium };
const LIMITS: Record<string, () => string> = {
	todos: m.plan_todos,
	lists: m.plan_lists,
	members: m.plan_members,
	attachment_bytes: m.plan_attachment_bytes,
	recordings: m.plan_recordings,
	voice_commands_a_minute: m.plan_voice_commands_a_minute,
	voice_commands_a_day: m.plan_voice_commands_a_day,
	requests_a_minute: m.plan_requests_a_minute,
	activity_days: m.plan_activity_days
};

export const planWords = (plan: string): string => PLANS[plan]?.() ?? plan;
export const limitWords = ({ name }: Limit): string => LIMITS[name]?.() ?? name.replaceAll('_', ' ');

/** “12 of 100”; what has no end says only what is used. */
export function useWords({ name, allowed, used }: Limit): string {
	const amount = (count: number) =>
		name === 'attachment_bytes' ? sizeWords(count) : formats.number({}).format(count);
	if (allowed === null) return used === null ? m.plan_no_end() : m.plan_used({ used: amount(used) });
	if (used === null) return m.plan_up_to({ allowed: amount(allowed) });
	return m.plan_used_of({ used: amount(used), allowed: amount(allowed) });
}
