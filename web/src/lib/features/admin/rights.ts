/** What roles allow, as docs/security/permissions.md says it: to show nobody what would be refused. The server decides. */
import { session } from '$lib/shared/session.svelte';

const SUPPORT = [
	'users:read',
	'audit:read',
	'jobs:read',
	'flags:read',
	'health:read',
	'users:sign_out',
	'jobs:retry'
] as const;
const ADMIN = [
	...SUPPORT,
	'users:suspend',
	'users:roles',
	'flags:write',
	'jobs:cancel',
	'limits:write',
	'announcements:write',
	'maintenance:write',
	'letters:test'
] as const;

export type Permission = (typeof ADMIN)[number];
export const RIGHTS: Record<string, readonly Permission[]> = { support: SUPPORT, admin: ADMIN };

export function may(permission: Permission): boolean {
	return (session.user?.roles ?? []).some((role) => RIGHTS[role]?.includes(permission));
}
