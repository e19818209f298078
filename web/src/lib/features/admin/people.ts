/** Who is meant by what somebody typed. */
import { api, body } from '$lib/api/client';

/** The id of whoever has this address; an id is taken as it is. null where there is nobody. Throws ApiProblem or Unreachable. */
export async function findPerson(typed: string): Promise<string | null> {
	if (!typed.includes('@')) return typed;
	const { items } = await body(api.GET('/v1/admin/users', { params: { query: { text: typed } } }));
	return items.find(({ email }) => email.toLowerCase() === typed.toLowerCase())?.id ?? null;
}
