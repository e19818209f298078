/** What somebody does about their own security, in a real browser with a virtual authenticator. */
import { createHmac } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { signUp } from './people';

test('an authenticator app is set up and asked for, and a recovery code lets in', async ({ page }) => {
	const who = await signUp(page);
	await page.goto('/security');
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
	await page.goto(new URL('/security', origin).href);
	await page.getByTestId('passkey-name').fill('Telephone');
	await page.getByTestId('add-passkey').click();
	await expect(page.getByText('Telephone, last used never')).toBeVisible();

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
