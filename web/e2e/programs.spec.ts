import { createHash } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { signUp } from './people';

const CALLBACK = 'https://app.example/callback';
const VERIFIER = 'v'.repeat(43);

/** The address that a program, registered just now, sends people to. */
async function addressOf(page: Page): Promise<string> {
	const metadata = { client_name: 'Widget', redirect_uris: [CALLBACK], token_endpoint_auth_method: 'none' };
	const registered = await page.request.post('/v1/oauth/clients', { data: metadata });
	const { client_id } = (await registered.json()) as { client_id: string };
	const asked = new URLSearchParams({
		client_id,
		response_type: 'code',
		redirect_uri: CALLBACK,
		scope: 'todos:read profile',
		state: 'xyz',
		code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
		code_challenge_method: 'S256'
	});
	return `/oauth/authorize?${asked.toString()}`;
}

/** What the program's own page would be told. */
async function arrival(page: Page): Promise<URLSearchParams> {
	await page.waitForURL(`${CALLBACK}**`);
	return new URL(page.url()).searchParams;
}

test('an application is allowed some of what it asks for, and disconnected again', async ({ page }) => {
	await page.route('https://app.example/**', (route) => route.fulfill({ body: 'Thank you' }));
	await signUp(page);
	const address = await addressOf(page);

	await page.goto(address);
	await expect(page.getByRole('heading')).toContainText('Widget');
	await expect(page.getByTestId('destination')).toHaveText('app.example');
	await page.getByTestId('scope-profile').uncheck();
	await page.getByTestId('agree').click();

	const told = await arrival(page);
	expect(told.get('state')).toBe('xyz');
	const form = {
		grant_type: 'authorization_code',
		code: told.get('code') ?? '',
		code_verifier: VERIFIER,
		client_id: new URL(address, CALLBACK).searchParams.get('client_id') ?? ''
	};
	const redeemed = await page.request.post('/v1/oauth/token', { form });
	expect(((await redeemed.json()) as { scope: string }).scope).toBe('todos:read');

	await page.goto('/settings/applications');
	await expect(page.getByTestId('application')).toContainText('Widget');
	await page.getByTestId('disconnect').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByText('None is connected.')).toBeVisible();
});

test('who is not signed in signs in first, and then decides', async ({ page, browser }) => {
	const alice = await signUp(page);
	const elsewhere = await (await browser.newContext()).newPage();
	await elsewhere.route('https://app.example/**', (route) => route.fulfill({ body: 'Oh' }));

	await elsewhere.goto(await addressOf(elsewhere));
	await elsewhere.waitForURL('**/sign-in?next=**');
	await elsewhere.getByTestId('email').fill(alice.email);
	await elsewhere.getByTestId('password').fill(alice.password);
	await elsewhere.getByTestId('submit').click();
	await elsewhere.getByTestId('refuse').click();

	expect((await arrival(elsewhere)).get('error')).toBe('access_denied');
});

test('an access token is shown once, works, and works no more once revoked', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/tokens');
	await page.getByTestId('token-name').fill('Backup');
	await page.getByTestId('scope-todos:read').check();
	await page.getByTestId('make-token').click();
	const token = (await page.getByTestId('token').textContent()) ?? '';
	const ask = () => page.request.get('/v1/todos', { headers: { authorization: `Bearer ${token}` } });
	expect((await ask()).status()).toBe(200);

	await page.reload();
	await expect(page.getByTestId('token-row')).toContainText('Backup');
	await expect(page.getByTestId('token')).toHaveCount(0);
	await page.getByTestId('revoke-token').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('token-row')).toHaveCount(0);

	expect((await ask()).status()).toBe(401);
});
