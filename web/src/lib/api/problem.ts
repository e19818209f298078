/** What can go wrong when we ask the server, as values with a sentence for people. */

export interface FieldProblem {
	field: string;
	message: string;
}

/** The server answered, and refused: RFC 9457 problem details. */
export class ApiProblem extends Error {
	constructor(
		readonly status: number,
		readonly type: string,
		sentence: string,
		readonly errors: FieldProblem[] = [],
		/** Where the browser may go with it, if anywhere. */
		readonly redirectTo: string | null = null,
		/** What a sign-in goes on with: see `second-factor-required`. */
		readonly challenge = ''
	) {
		super(sentence);
	}

	/** The last part of the type: `todo-not-found`. */
	get slug(): string {
		return this.type.split('/').at(-1) ?? '';
	}
}

/** The server could not be reached, or is not up to answering now: worth trying again later. */
export class Unreachable extends Error {
	/** `status` is the answer's, 0 where none came. */
	constructor(readonly status = 0) {
		super(
			status === 429
				? 'That was a lot at once. It goes on in a moment.'
				: status
					? 'The server has trouble answering just now. Please try again in a moment.'
					: 'No connection to the server. Your changes are kept and sent later.'
		);
	}
}

export async function problemOf(response: Response): Promise<ApiProblem> {
	const body: unknown = await response.json().catch(() => null);
	const { type, detail, title, errors, redirect_to, challenge } = (body ?? {}) as Record<string, unknown>;
	const sentence = [detail, title].find((text) => typeof text === 'string' && text !== '') as
		string | undefined;
	return new ApiProblem(
		response.status,
		typeof type === 'string' ? type : 'about:blank',
		sentence ?? `The server refused this (${response.status}).`,
		Array.isArray(errors) ? (errors as FieldProblem[]) : [],
		typeof redirect_to === 'string' ? redirect_to : null,
		typeof challenge === 'string' ? challenge : ''
	);
}

/** A sentence for anything that was thrown. */
export function sentenceOf(error: unknown): string {
	if (error instanceof ApiProblem || error instanceof Unreachable) return error.message;
	return 'Something went wrong here. Please try again.';
}
