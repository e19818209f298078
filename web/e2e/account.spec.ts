/** A password is changed by whoever knows it, and asked for anew by whoever does not. */
import { expect, test, type Locator } from '@playwright/test';
import { signIn, signUp } from './people';

const NEW = 'seven quiet gates';

test('a changed password opens, and the change is told', async ({ page }) => {
	const who = await signUp(page);
	await page.goto('/settings/security');
	await page.getByTestId('current_password').fill('not this one');
	await page.getByTestId('new_password').fill(NEW);
	await page.getByTestId('change-password').click();
	await expect(page.getByText('This is not your password.')).toBeVisible();

	await page.getByTestId('current_password').fill(who.password);
	await page.getByTestId('change-password').click();
	await expect(page.getByTestId('new_password')).toHaveValue('');
	await page.reload();
	await expect(page.getByTestId('security-events')).toContainText('Password changed');

	await page.goto('/settings');
	await page.getByTestId('sign-out').first().click();
	await page.waitForURL('**/sign-in*');
	await signIn(page, { email: who.email, password: NEW });
});

test('fields for passwords hide them, and let a manager fill or paste them in', async ({ page }) => {
	await page.goto('/sign-up');
	await looksSafe(page.getByTestId('password'), 'new-password');
	await page.goto('/sign-in');
	await looksSafe(page.getByTestId('password'), 'current-password');

	await signUp(page);
	await page.goto('/settings/security');
	await looksSafe(page.getByTestId('current_password'), 'current-password');
	await looksSafe(page.getByTestId('new_password'), 'new-password');
});

test('who forgot theirs is answered alike, whoever they are', async ({ page }) => {
	await page.goto('/sign-in');
	await page.getByText('Forgot your password?').click();
	await page.waitForURL('**/forgotten-password');
	await page.getByTestId('email').fill('nobody@example.com');
	await page.getByTestId('submit').click();
	await expect(page.getByTestId('asked')).toContainText('If there is an account');
});

test('the page behind a link works without scripts', async ({ browser }) => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto('/confirm/password-reset?token=nonsense');
	await expect(page.locator('h1')).toHaveText('This link is no longer good');
	await context.close();
});

async function looksSafe(field: Locator, purpose: string): Promise<void> {
	await expect(field).toHaveAttribute('type', 'password');
	await expect(field).toHaveAttribute('autocomplete', purpose);
	await field.evaluate((input: HTMLInputElement) => {
		const data = new DataTransfer();
		data.setData('text/plain', 'seven quiet gates');
		const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
		if (!input.dispatchEvent(paste)) throw new Error('nothing can be pasted here');
	});
}
