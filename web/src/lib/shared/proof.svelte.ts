/** What is sensitive asks again who is there: a password, and then it is done. */
import { takeFresh } from '$lib/api/access';
import { api, body } from '$lib/api/client';
import { ApiProblem } from '$lib/api/problem';

class Proof {
	isAsked = $state(false);
	#settle: (isProven: boolean) => void = () => undefined;

	/** Does it, after a proof where the server wants one; null where none was given. Throws what `step` throws. */
	async with<T>(step: () => Promise<T>): Promise<T | null> {
		try {
			return await step();
		} catch (error) {
			if (!(error instanceof ApiProblem) || error.slug !== 'reauthentication-required') throw error;
		}
		return (await this.#ask()) ? step() : null;
	}

	/** Throws ApiProblem or Unreachable. */
	async give(password: string): Promise<void> {
		takeFresh(await body(api.POST('/v1/auth/reauthentication', { body: { password } })));
		this.#end(true);
	}

	dismiss(): void {
		this.#end(false);
	}

	#ask(): Promise<boolean> {
		this.dismiss();
		this.isAsked = true;
		return new Promise((settle) => (this.#settle = settle));
	}

	#end(isProven: boolean): void {
		this.isAsked = false;
		this.#settle(isProven);
		this.#settle = () => undefined;
	}
}

export const proof = new Proof();
