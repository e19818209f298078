/** What somebody agreed to, and what is known of them. All of these throw ApiProblem or Unreachable. */
import { api, body, fetchFile } from '$lib/api/client';
import type { components } from '$lib/api/schema';
import { saveFile } from '$lib/shared/save-file';

export type Consent = components['schemas']['Consent'];
export type Answer = components['schemas']['Answer'];
export type DataExport = components['schemas']['DataExport'];

export const consents = async () => (await body(api.GET('/v1/me/consents'))).items;

export const giveConsent = ({ purpose, current_version: version }: Consent) =>
	body(api.PUT('/v1/me/consents/{purpose}', { params: { path: { purpose } }, body: { version } }));

export const withdrawConsent = ({ purpose }: Consent) =>
	body(api.DELETE('/v1/me/consents/{purpose}', { params: { path: { purpose } } }));

/** As it was asked under this version. */
export const textOf = async (purpose: Consent['purpose'], version: string) =>
	(await body(api.GET('/v1/texts/{purpose}', { params: { path: { purpose }, query: { version } } }))).body;

/** The newest first; `cursor` is where a page before ended. */
export const answers = (cursor?: string) =>
	body(api.GET('/v1/me/consents/history', { params: { query: { limit: 10, cursor } } }));

export const askForData = () => body(api.POST('/v1/me/exports'));

/** The one that was asked for last. */
export const lastDataExport = async (): Promise<DataExport | undefined> =>
	(await body(api.GET('/v1/me/exports', { params: { query: { limit: 1 } } }))).items[0];

export const downloadData = async ({ id }: DataExport) =>
	saveFile(await fetchFile(`/v1/me/exports/${id}/file`));

export const removeData = ({ id }: DataExport) =>
	body(api.DELETE('/v1/me/exports/{export_id}', { params: { path: { export_id: id } } }));

export const isUnderWay = (made: DataExport | undefined) =>
	made?.state === 'waiting' || made?.state === 'building';
