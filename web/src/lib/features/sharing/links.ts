/** Links of invitations. The token stands behind the `#`, so that no server is sent it with the address. */

/** Without what only fills it up: some programs take that for the end of a sentence. */
export function linkOf(token: string, origin = location.origin): string {
	return `${origin}/invitations#${token.replace(/=+$/, '')}`;
}

/** The token that an address brings; empty where it brings none. */
export function tokenIn(hash: string): string {
	const bare = hash.replace(/^#/, '').trim();
	return bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
}

const KEPT = 'voicetodo-invitation';

/** What this tab was opened with, also after a visit to the doors. */
export function keptToken(hash: string): string {
	const brought = tokenIn(hash);
	if (brought) sessionStorage.setItem(KEPT, brought);
	return brought || (sessionStorage.getItem(KEPT) ?? '');
}

export function forgetToken(): void {
	sessionStorage.removeItem(KEPT);
}
