/** Programs of others that act for people who agreed. All of these throw ApiProblem or Unreachable. */
import { api, body } from '$lib/api/client';
import type { Application, Asked } from '$lib/api/types';

export async function listApplications(): Promise<Application[]> {
	return (await body(api.GET('/v1/me/applications'))).items;
}

export async function disconnect(application: Application): Promise<void> {
	const path = { client_id: application.client_id };
	await api.DELETE('/v1/me/applications/{client_id}', { params: { path } });
}

/** What is asked for by the page's address; `asked` is what follows its question mark. */
export function preview(asked: string): Promise<Asked> {
	return body(api.GET('/v1/oauth/authorizations/preview', { params: { query: { asked } } }));
}

/** Where the browser is to go, as for refuse. */
export async function agree(asked: string, scopes: string[]): Promise<string> {
	return (await body(api.POST('/v1/oauth/authorizations', { body: { asked, scopes } }))).redirect_to;
}

export async function refuse(asked: string): Promise<string> {
	return (await body(api.POST('/v1/oauth/refusals', { body: { asked } }))).redirect_to;
}
