/** What somebody does about what is known of them, in a real browser. */
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { signUp } from './people';

test('everything that is known of somebody is made, downloaded and removed', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/privacy');
	const made = page.getByTestId('data-export');
	await expect(made).toHaveAttribute('data-state', 'none');

	await page.getByTestId('ask-for-data').click();
	await expect(made).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
	const coming = page.waitForEvent('download');
	await page.getByTestId('download-data').click();
	const file = await coming;

	expect(file.suggestedFilename()).toMatch(/^voicetodo-my-data-.*\.zip$/);
	expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK');
	await page.getByTestId('remove-data').click();
	await expect(made).toHaveAttribute('data-state', 'none');
});

test('who is not sure to be there proves it before their data is given away', async ({ page }) => {
	const who = await signUp(page);
	const tooLongAgo = {
		status: 401,
		headers: { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' },
		json: { type: '/problems/reauthentication-required', title: 'Confirm that it is you', status: 401 }
	};
	await page.goto('/settings/privacy');
	await page.route('**/v1/me/exports', (route) =>
		route.request().method() === 'POST' ? route.fulfill(tooLongAgo) : route.continue()
	);
	await page.getByTestId('ask-for-data').click();
	await expect(page.getByTestId('proof-submit')).toBeVisible();
	await page.unroute('**/v1/me/exports');

	await page.getByTestId('proof-password').fill(who.password);
	await page.getByTestId('proof-submit').click();

	await expect(page.getByTestId('data-export')).toHaveAttribute('data-state', 'ready', { timeout: 30_000 });
});

test('somebody agrees, agrees no more, and sees both', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/privacy');
	const recordings = page.getByTestId('consents').locator('[data-purpose="recordings"]');
	await expect(recordings.getByTestId('standing')).toHaveText('You do not agree.');

	await recordings.getByTestId('give').click();
	await expect(recordings.getByTestId('standing')).toContainText('You agree');
	await recordings.getByTestId('withdraw').click();

	await expect(recordings.getByTestId('standing')).toHaveText('You do not agree.');
	await page.getByText('Everything you answered').click();
	const told = page.getByTestId('answers').locator('li');
	await expect(told.nth(0)).toContainText('withdrawn');
	await expect(told.nth(1)).toContainText('given');
	await expect(
		page.getByTestId('consents').locator('[data-purpose="terms"]').getByTestId('withdraw')
	).toHaveCount(0);
});
