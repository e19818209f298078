/** Visits to a provider: this page is left for theirs, and `/with/…` is what they come back to, in the same tab. */
import { api, body } from '$lib/api/client';
import type { components } from '$lib/api/schema';

export type Provider = components['schemas']['ShownProvider'];
export type Purpose = 'sign-in' | 'link' | 'proof';

/** `next` is a room of ours. */
export interface Visit {
	purpose: Purpose;
	next: string;
}

/** What a provider called us with; `null` where it brought no code. */
export interface Returned {
	provider: string;
	code: string;
	state: string;
	iss?: string;
}

const KEPT = 'voicetodo-visit';

export const providers = async (): Promise<Provider[]> => (await body(api.GET('/v1/auth/providers'))).items;

/** Throws ApiProblem or Unreachable; otherwise the browser leaves. */
export async function leave(provider: string, visit: Visit): Promise<void> {
	const { location: there } = await destination(provider, visit.purpose);
	sessionStorage.setItem(KEPT, JSON.stringify(visit));
	location.assign(there);
}

/** What this tab was sent away for; null where it was not. It is told once. */
export function takeVisit(): Visit | null {
	const kept = sessionStorage.getItem(KEPT);
	sessionStorage.removeItem(KEPT);
	try {
		const { purpose, next } = JSON.parse(kept ?? 'null') as Visit;
		return { purpose, next: roomOf(next) };
	} catch {
		return null;
	}
}

export function returnedWith(provider: string, query: URLSearchParams): Returned | null {
	const [code, state, iss] = ['code', 'state', 'iss'].map((name) => query.get(name));
	return code && state ? { provider, code, state, ...(iss ? { iss } : {}) } : null;
}

/** Only ever a room of ours. */
export function roomOf(wanted: unknown): string {
	return typeof wanted === 'string' && /^\/[a-z]/.test(wanted) ? wanted : '/today';
}

function destination(provider: string, purpose: Purpose) {
	const asked = { body: { provider } };
	if (purpose === 'link') return body(api.POST('/v1/me/identities/visits', asked));
	if (purpose === 'proof') return body(api.POST('/v1/auth/reauthentication/visits', asked));
	return body(api.POST('/v1/auth/providers/visits', asked));
}
