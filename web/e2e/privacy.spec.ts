/** An account is deleted by whoever proves that it is theirs, and kept by whoever changes their mind. */
import { expect, test } from '@playwright/test';
import { signIn, signUp } from './people';

test('whoever wants to go is told what happens, waits, and may stay', async ({ page }) => {
	// Somebody who came before looks after the installation.
	await signUp(page);
	await page.goto('/settings');
	await page.getByTestId('sign-out').first().click();
	await page.waitForURL('**/sign-in*');
	const who = await signUp(page);

	await page.goto('/settings/privacy');
	await page.getByTestId('delete-account').click();
	await expect(page.getByTestId('account-deletion')).toContainText('Lists you share end for everybody');
	await page.getByTestId('confirm-deletion').click();
	await expect(page.getByTestId('deletion-pending')).toContainText('is going to be deleted on');

	await page.goto('/settings');
	await page.getByTestId('sign-out').first().click();
	await page.waitForURL('**/sign-in*');
	await signIn(page, who);
	await expect(page.getByTestId('deletion-notice')).toBeVisible();
	await page.getByTestId('notice-keep-account').click();
	await expect(page.getByTestId('deletion-notice')).toBeHidden();

	await page.goto('/settings/privacy');
	await expect(page.getByTestId('delete-account')).toBeEnabled();
	await page.goto('/settings/security');
	await expect(page.getByTestId('security-events')).toContainText('Deletion of the account taken back');
});

test('after a while it takes a proof of who asks', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/privacy');
	// As the server says it ten minutes after the sign-in.
	await page.route('**/v1/me/deletion', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		return route.fulfill({
			status: 401,
			contentType: 'application/problem+json',
			body: JSON.stringify({
				type: '/problems/reauthentication-required',
				title: 'Prove',
				status: 401,
				detail: 'Prove.'
			})
		});
	});
	await page.getByTestId('delete-account').click();
	await page.getByTestId('confirm-deletion').click();
	await expect(page.getByTestId('proof')).toBeVisible();
	await page.getByRole('button', { name: 'Cancel' }).last().click();
	await expect(page.getByTestId('confirm-deletion')).toBeVisible();
});
