/** Before all journeys: whoever registers first looks after the installation. */
import { request } from '@playwright/test';
import { ADMIN } from './people';

export default async function registerFirst(): Promise<void> {
	const server = await request.newContext({
		baseURL: process.env.VOICETODO_URL ?? 'http://127.0.0.1:8321'
	});
	const data = { ...ADMIN, name: 'First', timezone: 'Europe/Berlin', client: 'native' };
	await server.post('/v1/auth/register', { data }); // refused where they are there already
	await server.dispose();
}
