/** What can go wrong when we ask the server, as values with a sentence for people. */
import { m } from '$lib/paraglide/messages';

export interface FieldProblem {
	field: string;
	message: string;
	/** Where there is one, what is wrong can be said in the person's language. */
	code?: string | null;
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
				? m.problems_slow_down()
				: status
					? m.problems_server_trouble()
					: m.problems_unreachable()
		);
	}
}

export async function problemOf(response: Response): Promise<ApiProblem> {
	const body: unknown = await response.json().catch(() => null);
	const { type, detail, title, errors, redirect_to, challenge } = (body ?? {}) as Record<string, unknown>;
	const sentence = [detail, title].find((text) => typeof text === 'string' && text !== '') as
		string | undefined;
	const name = typeof type === 'string' ? type : 'about:blank';
	const faults = await inWords(Array.isArray(errors) ? (errors as FieldProblem[]) : []);
	return new ApiProblem(
		response.status,
		name,
		(await problemWords(name, sentence ?? '', faults)) || m.problems_refused({ status: response.status }),
		faults,
		typeof redirect_to === 'string' ? redirect_to : null,
		typeof challenge === 'string' ? challenge : ''
	);
}

/** By the type of a problem, or the last part of it; the server's own sentence where there is no better one. */
export async function problemWords(
	type: string,
	sentence: string,
	faults: FieldProblem[] = []
): Promise<string> {
	try {
		const { wordsOf } = await import('./problem-words');
		return wordsOf(type.split('/').at(-1) ?? '', sentence, faults);
	} catch {
		return sentence; // their code is of another version than this page
	}
}

/** What is wrong, in the language the person reads where it has a code. */
export async function inWords<T extends Omit<FieldProblem, 'field'>>(errors: T[]): Promise<T[]> {
	if (errors.length === 0) return errors;
	const words = await import('./field-words').catch(() => null);
	if (!words) return errors;
	return errors.map((each) => ({ ...each, message: words.wordsOfField(each.code ?? '', each.message) }));
}

/** A sentence for anything that was thrown. */
export function sentenceOf(error: unknown): string {
	if (error instanceof ApiProblem || error instanceof Unreachable) return error.message;
	return m.problems_unknown();
}
