/** What somebody sets for themselves, and how rooms say that they cannot be there now. */
import { expect, test } from '@playwright/test';
import { row, signUp, type } from './people';

test('a name and a language are chosen, and hold', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/profile');
	await page.getByTestId('profile-name').fill('Alice Liddell');
	await page.getByTestId('profile-zone').selectOption('Europe/Berlin');
	await page.getByTestId('save-profile').click();
	await expect(page.getByTestId('toast')).toContainText('Saved.');

	await page.getByTestId('language').selectOption('de');
	await expect(page.locator('h1')).toHaveText('Profil');
	await expect(page.getByTestId('profile-name')).toHaveValue('Alice Liddell');
	await expect(page.getByTestId('profile-zone')).toHaveValue('Europe/Berlin');
	await page.getByTestId('language').selectOption('');
	await expect(page.locator('h1')).toHaveText('Profile');
});

test('preferences hold: of the week, and of open subtasks, which are asked for', async ({ page }) => {
	await signUp(page);
	await type(page, 'plan party');
	await page.goto('/settings/preferences');
	await page.getByTestId('first-weekday').selectOption('6');
	await expect(page.getByTestId('saved')).toHaveText('Saved.');
	await page.getByTestId('completing-ask').check();
	await expect(page.getByTestId('saved')).toHaveText('Saved.');
	await page.getByTestId('hour-morning').fill('07:30');
	await page.getByTestId('hour-morning').press('Tab');
	await page.reload();
	await expect(page.getByTestId('hour-morning')).toHaveValue('07:30');
	await expect(page.getByTestId('completing-ask')).toBeChecked();

	await page.goto('/inbox');
	await page.getByTestId('todo-title').click();
	await page.getByRole('button', { name: 'Next week' }).click();
	const due = new Date(`${await page.getByTestId('due-date').inputValue()}T00:00:00Z`);
	expect(due.getUTCDay()).toBe(0);
	await page.getByTestId('new-subtask').fill('buy cake');
	await page.getByTestId('new-subtask').press('Enter');
	await page.keyboard.press('Escape');
	await row(page, 'plan party').getByTestId('complete').click();
	await page.getByTestId('without-subtasks').click();
	await expect(row(page, 'plan party')).toHaveCount(0);
	await expect(row(page, 'buy cake')).toBeVisible();
});

test('a calendar gets a password of its own, which opens until it is revoked', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/tokens');
	await page.getByTestId('app-password-name').fill('Calendar');
	await page.getByTestId('make-app-password').click();
	const shown = async (id: string) => (await page.getByTestId(id).textContent()) ?? '';
	const [address, user, password] = await Promise.all(['dav-address', 'dav-user', 'dav-password'].map(shown));
	const open = () =>
		page.request.fetch(address ?? '', {
			method: 'PROPFIND',
			headers: { authorization: `Basic ${btoa(`${user}:${password}`)}`, depth: '0' }
		});
	expect((await open()).status()).toBe(207);

	await page.getByTestId('revoke-app-password').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('app-password')).toHaveCount(0);

	expect((await open()).status()).toBe(401);
});

test('who signs out everywhere is out here and there', async ({ page }) => {
	const who = await signUp(page);
	const login = await page.request.post('/v1/auth/login', { data: { ...who, client: 'native' } });
	const elsewhere = (await login.json()) as { refresh_token: string };
	await page.goto('/settings/security');
	await page.getByTestId('sign-out-everywhere').click();
	await page.getByTestId('confirm').click();
	await page.waitForURL('**/sign-in*');

	const renewed = await page.request.post('/v1/auth/refresh', {
		data: { refresh_token: elsewhere.refresh_token }
	});
	expect(renewed.status()).toBe(401);
});

test('a room that needs a connection says so, and comes when there is one', async ({ page, context }) => {
	await signUp(page);
	await page.goto('/settings');
	await page.getByRole('link', { name: 'Privacy' }).hover(); // its code is here before the connection goes
	await page.getByRole('link', { name: 'Privacy' }).click();
	await page.getByTestId('consents').waitFor();
	await page.goBack();
	await context.setOffline(true);
	await page.getByRole('link', { name: 'Privacy' }).click();
	await expect(page.getByTestId('room-trouble').first()).toContainText('needs a connection');

	await context.setOffline(false);

	await expect(page.getByTestId('consents')).toBeVisible();
});

test('addresses from before lead to where things are now', async ({ page }) => {
	await signUp(page);
	for (const [before, now] of [
		['/security', '/settings/security'],
		['/settings/account', '/settings/security'],
		['/transfer', '/settings/transfer']
	] as const) {
		await page.goto(before);
		await page.waitForURL(`**${now}`);
	}
});
