/**
 * The access token: in memory only, renewed through the HttpOnly refresh cookie.
 *
 * A refresh token is single-use and a reused one ends the whole session, so at most one refresh runs at a time: within
 * a tab by sharing the promise, between tabs by a Web Lock (the second tab then sends the cookie the first one got).
 */
import { getLocale } from '$lib/paraglide/runtime';
import { alone } from './alone';
import { ApiProblem, problemOf, Unreachable } from './problem';
import type { SignedIn } from './types';

const RENEW_BEFORE_EXPIRY_MS = 60_000;
const LOCK = 'voicetodo-refresh';

let token: string | null = null;
let expiresAt = 0;
let running: Promise<SignedIn> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let whenRenewed: (signedIn: SignedIn) => void = () => undefined;
let whenEnded: () => void = () => undefined;

/** Says whom to tell when a session was renewed, or has ended on the server. */
export function watchAccess(watcher: { renewed: (signedIn: SignedIn) => void; ended: () => void }): void {
	whenRenewed = watcher.renewed;
	whenEnded = watcher.ended;
}

export function takeAccess(signedIn: Pick<SignedIn, 'access_token' | 'expires_in'>): void {
	token = signedIn.access_token;
	expiresAt = Date.now() + signedIn.expires_in * 1000;
	clearTimeout(timer);
	timer = setTimeout(
		() => void refresh().catch(() => undefined),
		Math.max(5_000, signedIn.expires_in * 1000 - RENEW_BEFORE_EXPIRY_MS)
	);
}

export function dropAccess(): void {
	token = null;
	expiresAt = 0;
	clearTimeout(timer);
}

/** A token that is good for some seconds more. Throws ApiProblem (401: signed out) or Unreachable. */
export async function accessToken(): Promise<string> {
	if (token && Date.now() < expiresAt - 5_000) return token;
	return (await refresh()).access_token;
}

/** Renews the session. Throws ApiProblem (401: signed out) or Unreachable. */
export function refresh(): Promise<SignedIn> {
	running ??= alone(LOCK, askForRefresh).finally(() => (running = null));
	return running;
}

async function askForRefresh(): Promise<SignedIn> {
	const response = await fetch('/v1/auth/refresh', {
		method: 'POST',
		credentials: 'same-origin',
		// Letters are written in the language the app is read in.
		headers: { 'content-type': 'application/json', 'accept-language': getLocale() },
		body: '{}'
	}).catch(() => {
		throw new Unreachable();
	});
	if (response.ok) {
		const signedIn = (await response.json()) as SignedIn;
		takeAccess(signedIn);
		whenRenewed(signedIn);
		return signedIn;
	}
	if (response.status >= 500 || response.status === 429) throw new Unreachable(response.status);
	const problem: ApiProblem = await problemOf(response);
	dropAccess();
	whenEnded();
	throw problem;
}

/** Asks the server to end the session of the cookie; whether it has. */
export async function endSession(): Promise<boolean> {
	const asked = { method: 'POST', credentials: 'same-origin' } as const;
	const response = await alone(LOCK, () => fetch('/v1/auth/logout', asked)).catch(() => null);
	return response !== null && response.status < 500;
}
