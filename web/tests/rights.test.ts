/** What the app hides from a role is what the server refuses it. */
import { readFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';

vi.mock('$lib/shared/session.svelte', () => ({ session: { user: null } }));

it('follows the paper of permissions', async () => {
	const { RIGHTS } = await import('../src/lib/features/admin/rights');
	const paper = readFileSync('../docs/security/permissions.md', 'utf8');
	const rows = [...paper.matchAll(/^\| `([a-z_:]+)` \| [^|]+ \|([^|]*)\|([^|]*)\|([^|]*)\|$/gm)];
	const allowed = (column: number) =>
		rows.filter((row) => row[column]?.trim() === 'yes').map(([, permission]) => permission);

	expect(rows.length).toBeGreaterThan(10);
	expect(allowed(2)).toEqual([]);
	expect([...(RIGHTS.support ?? [])].sort()).toEqual(allowed(3).sort());
	expect([...(RIGHTS.admin ?? [])].sort()).toEqual(allowed(4).sort());
});
