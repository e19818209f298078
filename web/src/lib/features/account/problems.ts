/** What the server refused, by field; `form` for the whole. */
import { ApiProblem, sentenceOf } from '$lib/api/problem';

export function problemsOf(error: unknown): Record<string, string> {
	if (!(error instanceof ApiProblem) || error.errors.length === 0) return { form: sentenceOf(error) };
	return Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
}
