/** What somebody does about their own security, in a real browser with a virtual authenticator. */
import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { row, signUp, type } from './people';

test('an authenticator app is set up and asked for, and a recovery code lets in', async ({ page }) => {
	const who = await signUp(page);
	await page.goto('/settings/security');
	await page.getByTestId('set-up-app').click();
	const secret = (await page.getByTestId('secret').textContent()) ?? '';
	await page.getByTestId('first-code').fill(codeOf(secret));
	await page.getByTestId('finish-app').click();
	const shown = page.getByTestId('recovery-codes').locator('code');
	await expect(shown).toHaveCount(10);
	const recovery = await shown.allTextContents();

	await page.getByTestId('sign-out').click();
	await page.goto('/sign-in');
	await page.getByTestId('email').fill(who.email);
	await page.getByTestId('password').fill(who.password);
	await page.getByTestId('submit').click();
	await page.getByTestId('code').fill(recovery[0]);
	await page.getByTestId('submit').click();
	await page.waitForURL('**/today');
});

test('where a second factor is required, signing in leads to setting one up, and from there on', async ({
	page,
	browser
}) => {
	const who = await signUp(await (await browser.newContext()).newPage());
	let isProven = false;
	await page.route('**/v1/**', (route) => {
		const path = new URL(route.request().url()).pathname;
		isProven ||= path === '/v1/me/authenticator-app/confirmation';
		// what is open without one: docs/security/permissions.md
		if (isProven || /^\/v1\/(auth|me)\b/.test(path)) return route.continue();
		const refusal = { type: '/problems/second-factor-missing', title: 'Second factor missing', status: 403 };
		return route.fulfill({ status: 403, json: refusal });
	});
	await page.goto('/sign-in');
	await page.getByTestId('email').fill(who.email);
	await page.getByTestId('password').fill(who.password);
	await page.getByTestId('submit').click();

	await page.waitForURL('**/settings/security');
	await page.getByTestId('set-up-app').click();
	await page.getByTestId('first-code').fill(codeOf((await page.getByTestId('secret').textContent()) ?? ''));
	await page.getByTestId('finish-app').click();
	await page.getByText('I have kept them').click();
	await page.goto('/today');
	await type(page, 'buy stamps today');

	await expect(row(page, 'buy stamps')).toBeVisible();
	await expect(page).toHaveURL(/today/);
});

test('who has an authenticator app confirms by a code what is sensitive', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/security');
	await page.getByTestId('set-up-app').click();
	const secret = (await page.getByTestId('secret').textContent()) ?? '';
	await page.getByTestId('first-code').fill(codeOf(secret));
	await page.getByTestId('finish-app').click();
	const recovery = await page.getByTestId('recovery-codes').locator('code').first().textContent();
	const tooLongAgo = {
		status: 401,
		headers: { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' },
		json: { type: '/problems/reauthentication-required', title: 'Confirm that it is you', status: 401 }
	};
	await page.route('**/v1/me/recovery-codes', (route) => route.fulfill(tooLongAgo), { times: 1 });
	await page.getByText('I have kept them').click();

	await page.getByText('New recovery codes').click();
	await page.getByTestId('proof-code').fill(recovery ?? '');
	await page.getByTestId('proof-submit').click();

	await expect(page.getByTestId('recovery-codes').locator('code')).toHaveCount(10);
});

test('whoever is signed in at many places sees them page by page', async ({ page }) => {
	test.slow();
	const who = await signUp(page);
	for (let number = 0; number < 10; number += 1) {
		const signedIn = await page.request.post('/v1/auth/login', { data: { ...who, client: 'native' } });
		expect(signedIn.status()).toBe(200);
	}

	await page.goto('/settings/security');
	const places = page.getByTestId('sessions').locator('li');
	await expect(places).toHaveCount(10);
	await page.getByTestId('more-sessions').click();
	await expect(places).toHaveCount(11);
	await expect(page.getByTestId('sessions')).toContainText('(here)');
	await page.getByTestId('end-session').first().click();
	await expect(places).toHaveCount(10);
});

test('a passkey signs in alone', async ({ page, context }) => {
	const devices = await context.newCDPSession(page);
	await devices.send('WebAuthn.enable');
	await devices.send('WebAuthn.addVirtualAuthenticator', {
		options: {
			protocol: 'ctap2',
			transport: 'internal',
			hasResidentKey: true,
			hasUserVerification: true,
			isUserVerified: true
		}
	});
	const origin = new URL(test.info().project.use.baseURL ?? '');
	origin.hostname = 'localhost';
	await signUp(page, origin);
	await page.goto(new URL('/settings/security', origin).href);
	await page.getByTestId('passkey-name').fill('Telephone');
	await page.getByTestId('add-passkey').click();
	await expect(page.getByTestId('passkeys')).toContainText(/^\s*Telephone\s*never used/);
	await page.getByRole('button', { name: 'Rename Telephone' }).click();
	await page.getByTestId('other-name').fill('Old telephone');
	await page.getByTestId('save-name').click();
	await expect(page.getByTestId('passkeys')).toContainText(/Old telephone\s*never used/);

	await page.getByTestId('sign-out').click();
	await page.goto(new URL('/sign-in', origin).href);
	await page.getByTestId('passkey').click();
	await page.waitForURL('**/today');
});

/** The code of this moment (RFC 6238). */
function codeOf(secret: string): string {
	const bits = [...secret].map((letter) =>
		'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')
	);
	const seed = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
	const step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const hash = createHmac('sha1', seed).update(step).digest();
	const number = hash.readUInt32BE(hash[19] & 15) & 0x7fffffff;
	return String(number % 1_000_000).padStart(6, '0');
}
