/**
 * What is sensitive asks again who is there: a password, a code or a passkey, and then it is done. Where it is an account
 * elsewhere, the page is left for that, and what was to be done is begun again by who comes back.
 */
import { takeAccess } from '$lib/api/access';
import { api, body } from '$lib/api/client';
import { askPasskey, canUsePasskeys } from '$lib/api/passkeys';
import { ApiProblem } from '$lib/api/problem';
import { leave, providers, type Provider } from './visits';

class Proof {
	isAsked = $state(false);
	/** Where there is an authenticator app, the password is not enough. */
	wantsCode = $state(false);
	hasPasskey = $state(false);
	/** Where there is a linked account. */
	elsewhere = $state.raw<Provider[]>([]);
	#settle: (isProven: boolean) => void = () => undefined;

	/** Does it, after a proof where the server wants one; null where none was given. Throws what `step` throws. */
	async with<T>(step: () => Promise<T>): Promise<T | null> {
		try {
			return await step();
		} catch (error) {
			if (!(error instanceof ApiProblem) || error.slug !== 'reauthentication-required') throw error;
		}
		await this.#look();
		return (await this.#ask()) ? step() : null;
	}

	/** Asks for a second factor, where the person has one: whether it was proven. Throws ApiProblem or Unreachable. */
	async secondFactor(): Promise<boolean> {
		await this.#look();
		return (this.wantsCode || this.hasPasskey) && (await this.#ask());
	}

	/** A password or a code. Throws ApiProblem or Unreachable. */
	give(typed: string): Promise<void> {
		return this.#show(this.wantsCode ? { code: typed } : { password: typed });
	}

	/** Throws ApiProblem, Unreachable, or a DOMException where the person changed their mind. */
	async giveByPasskey(): Promise<void> {
		const { options } = await body(api.POST('/v1/auth/reauthentication/options'));
		await this.#show({ passkey: await askPasskey(options) });
	}

	/** Throws ApiProblem or Unreachable; otherwise the browser leaves. */
	giveElsewhere(provider: string): Promise<void> {
		return leave(provider, { purpose: 'proof', next: location.pathname });
	}

	dismiss(): void {
		this.#end(false);
	}

	async #look(): Promise<void> {
		const [factors, keys, linked, known] = await Promise.all([
			body(api.GET('/v1/me/second-factors')),
			body(api.GET('/v1/me/passkeys')),
			body(api.GET('/v1/me/identities')),
			providers()
		]);
		this.wantsCode = Boolean(factors.authenticator_app);
		this.elsewhere = known.filter(({ id }) => linked.items.some(({ provider }) => provider === id));
		this.hasPasskey = keys.items.length > 0 && canUsePasskeys();
	}

	#ask(): Promise<boolean> {
		this.dismiss();
		this.isAsked = true;
		return new Promise((settle) => (this.#settle = settle));
	}

	async #show(shown: { password: string } | { code: string } | { passkey: Record<string, unknown> }) {
		takeAccess(await body(api.POST('/v1/auth/reauthentication', { body: shown })));
		this.#end(true);
	}

	#end(isProven: boolean): void {
		this.isAsked = false;
		this.#settle(isProven);
		this.#settle = () => undefined;
	}
}

export const proof = new Proof();
