/** Who is signed in, and what follows from it: their data opened, the live line connected, other tabs told. */
import { accessToken, dropAccess, endSession, refresh, takeAccess, watchAccess } from '$lib/api/access';
import { api, body } from '$lib/api/client';
import { sentenceOf, Unreachable } from '$lib/api/problem';
import { askPasskey } from '$lib/api/passkeys';
import { m } from '$lib/paraglide/messages';
import type { SignedIn, User } from '$lib/api/types';
import { deviceZone } from './dates/calendar';
import { copy } from './data/copy';
import { live } from './data/live.svelte';
import { store } from './data/store.svelte';
import { sync, syncAgain } from './data/sync';
import { forgetSteps } from './data/undo';
import { painted } from './ui/pace';
import { toasts } from './ui/toasts.svelte';
import type { Returned } from './visits';

const REMEMBERED = 'voicetodo-user';
/** Set while the server has not heard of a signing out: the cookie is beyond our reach. */
const LEAVING = 'voicetodo-leaving';
const RETRY_MS = 5_000;

class Session {
	state = $state<'unknown' | 'in' | 'out'>('unknown');
	user = $state.raw<User | null>(null);
	isOnline = $state(navigator.onLine);
	#channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel('voicetodo-session') : null;

	constructor() {
		watchAccess({
			renewed: ({ user }) => void this.#become(user),
			ended: () => void this.#leave({ isWiping: false })
		});
		this.#channel?.addEventListener('message', ({ data }) => {
			if (data === 'signed-out') void this.#leave({ isWiping: false });
			if (data === 'signed-in' && this.state === 'out') void this.start();
		});
		addEventListener('offline', () => (this.isOnline = false));
		addEventListener('online', () => {
			this.isOnline = true;
			live.hurry();
			void syncAgain();
		});
	}

	/** Opens with what this browser remembers, then asks the server whether that still holds. */
	async start(): Promise<void> {
		if (localStorage.getItem(LEAVING) && !(await this.#tellServer())) {
			this.state = 'out';
			return;
		}
		const remembered = recall();
		if (remembered) await this.#become(remembered);
		try {
			await refresh();
		} catch (error) {
			if (!(error instanceof Unreachable)) return;
			if (!remembered) this.state = 'out';
			else setTimeout(() => void this.#comeBack(), RETRY_MS);
		}
	}

	/** Throws ApiProblem or Unreachable. */
	async signIn(email: string, password: string): Promise<void> {
		await this.#enter(
			await body(api.POST('/v1/auth/login', { body: { email, password, client: 'browser' } }))
		);
	}

	/** What `second-factor-required` asked for. Throws ApiProblem or Unreachable. */
	async giveCode(challenge: string, code: string): Promise<void> {
		const answer = { challenge, code, client: 'browser' as const };
		await this.#enter(await body(api.POST('/v1/auth/second-factor', { body: answer })));
	}

	/** Throws ApiProblem, Unreachable, or a DOMException where the person changed their mind. */
	async signInWithPasskey(): Promise<void> {
		const { options } = await body(api.POST('/v1/auth/passkey/options'));
		const credential = await askPasskey(options);
		await this.#enter(await body(api.POST('/v1/auth/passkey', { body: { credential, client: 'browser' } })));
	}

	/** Throws ApiProblem or Unreachable. */
	async signInWithProvider(returned: Returned): Promise<void> {
		const answer = { ...returned, timezone: deviceZone() };
		await this.#enter(await body(api.POST('/v1/auth/providers/sign-in', { body: answer })));
	}

	/** Whether they are in: otherwise a letter with a link was sent to them first. Throws ApiProblem or Unreachable. */
	async signUp(name: string, email: string, password: string): Promise<boolean> {
		const fields = { name, email, password, timezone: deviceZone(), client: 'browser' as const };
		const answer = await body(api.POST('/v1/auth/register', { body: fields }));
		if (!('access_token' in answer)) return false;
		await this.#enter(answer);
		return true;
	}

	/** Their name, zone or address is another now. */
	changed(user: User): Promise<void> {
		return this.#become(user);
	}

	/** Out at every place, here too. Throws ApiProblem or Unreachable. */
	async signOutEverywhere(): Promise<void> {
		await api.DELETE('/v1/me/sessions');
		await this.signOut();
	}

	async signOut(): Promise<void> {
		await this.#tellServer();
		this.#channel?.postMessage('signed-out');
		await this.#leave({ isWiping: true });
	}

	/** Whether the server now knows that this session has ended. */
	async #tellServer(): Promise<boolean> {
		localStorage.setItem(LEAVING, 'yes');
		const isHeard = await endSession();
		if (isHeard) localStorage.removeItem(LEAVING);
		return isHeard;
	}

	async #enter(signedIn: SignedIn): Promise<void> {
		takeAccess(signedIn);
		await this.#become(signedIn.user);
		this.#channel?.postMessage('signed-in');
	}

	async #become(user: User): Promise<void> {
		localStorage.removeItem(LEAVING);
		localStorage.setItem(REMEMBERED, JSON.stringify(user));
		const isSame = this.user?.id === user.id;
		this.user = user;
		if (!isSame) {
			await store.open(user.id);
			await copy.open();
		}
		this.state = 'in';
		if (!isSame) void this.#connect();
	}

	/** What is here is seen first. */
	async #connect(): Promise<void> {
		const { user } = this;
		await painted();
		if (this.user?.id !== user?.id) return;
		live.start(() => void this.#leave({ isWiping: false }));
		await this.#comeBack();
	}

	async #comeBack(): Promise<void> {
		try {
			await accessToken();
			await sync();
		} catch (error) {
			if (this.state !== 'in') return;
			if (error instanceof Unreachable) setTimeout(() => void this.#comeBack(), RETRY_MS);
			else toasts.show(m.shell_tasks_unread({ reason: sentenceOf(error) }));
		}
	}

	/** Changes still waiting stay in this browser unless the user signed out on purpose. */
	async #leave({ isWiping }: { isWiping: boolean }): Promise<void> {
		const { db } = store;
		live.stop();
		dropAccess();
		localStorage.removeItem(REMEMBERED);
		this.user = null;
		this.state = 'out';
		forgetSteps();
		copy.close();
		store.close();
		if (isWiping) await db?.delete().catch(() => undefined);
	}
}

function recall(): User | null {
	try {
		return JSON.parse(localStorage.getItem(REMEMBERED) ?? 'null') as User | null;
	} catch {
		return null;
	}
}

export const session = new Session();
