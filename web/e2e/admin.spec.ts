/** What those do who look after an installation, and what others see of it: nothing. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { objections } from './axe';
import { ADMIN, signIn, signUp, tokenOf } from './people';

test('whoever has no role for it finds a closed door', async ({ page }) => {
	await signUp(page);
	await page.goto('/admin/users');
	await expect(page.getByTestId('no-permission')).toHaveText('This room is for administrators.');
	await page.goto('/settings');
	await expect(page.getByRole('link', { name: /Administration/ })).toHaveCount(0);
});

test('an account is found, suspended and restored', async ({ page, browser }) => {
	const alice = await signUp(await (await browser.newContext()).newPage());
	await signIn(page, ADMIN);
	await page.goto('/admin/users');
	await page.getByTestId('find-users').fill(alice.email);
	await page.getByTestId('search-users').click();
	await expect(page.getByTestId('user-row')).toHaveCount(1);
	await page.getByTestId('user-row').getByRole('link').click();
	await page.getByTestId('suspend-user').click();
	await page.getByTestId('suspension-reason').selectOption('security');
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('suspended-since')).toContainText('Somebody else may have got in.');
	const login = { data: { ...alice, client: 'native' } };
	expect((await page.request.post('/v1/auth/login', login)).ok()).toBe(false);

	await page.getByTestId('restore-user').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('suspended-since')).toHaveCount(0);

	expect((await page.request.post('/v1/auth/login', login)).status()).toBe(200);
});

test('an announcement is read at once, told by how many, changed and ended', async ({ page, browser }) => {
	const reader = await (await browser.newContext()).newPage();
	await signUp(reader);
	await signIn(page, ADMIN);
	await page.goto('/admin/announcements');
	await page.getByTestId('announcement-text').fill('We move house on Sunday.');
	await page.getByTestId('publish').click();
	await expect(reader.getByTestId('told')).toContainText('We move house on Sunday.', {
		timeout: 10_000
	});
	const dismissed = reader.waitForResponse('**/dismissal');
	await reader.getByTestId('dismiss-announcement').click();
	await dismissed;
	await page.reload();
	await expect(page.getByTestId('announced').first()).toContainText('read by 1 person');
	await page.getByTestId('change-announcement').first().click();
	await expect(page.getByTestId('announcement-text')).toBeFocused();
	await page.getByRole('checkbox', { name: 'Support' }).check();
	await page.getByTestId('publish').click();
	await expect(page.getByTestId('announced').first()).toContainText('For Support');
	await expect(page.getByTestId('announcement-text')).toBeFocused();

	await page.getByTestId('end-announcement').first().click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('announced').first()).toContainText('Over');
});

test('a flag is made, given to some, looked at for one of them, stopped and deleted', async ({ page }) => {
	await signIn(page, ADMIN);
	const key = `journeys.share_${Date.now()}`;
	await page.goto('/admin/flags');
	await page.getByTestId('new-flag').click();
	await expect(page.getByTestId('flag-key')).toBeVisible();
	expect(await objections(page)).toEqual([]);
	await page.getByTestId('flag-key').fill(key);
	await page.getByTestId('flag-description').fill('Only for this journey');
	await page.getByTestId('make-flag').click();

	const flag = page.getByTestId('flag').filter({ hasText: key });
	await flag.getByTestId('add-rule').click();
	await flag.getByTestId('percentage').fill('25');
	await flag.getByTestId('add-rule').click();
	await flag.getByTestId('percentage').last().fill('');
	await flag.getByTestId('rule-people').last().fill(ADMIN.email);
	await flag.getByTestId('rule-people').last().blur();
	await expect(flag.getByTestId('rule-people').last()).toHaveValue(/^[0-9a-f-]{36}$/);
	await flag.getByRole('button', { name: 'Ask rule 2 earlier' }).click();
	await flag.getByTestId('save-flag').click();
	await expect(flag).toContainText('2 rules');
	await flag.getByTestId('preview-whom').fill(ADMIN.email);
	await flag.getByTestId('preview-flag').click();
	await expect(flag.getByTestId('preview-outcome')).toContainText('Because of rule 1.');

	const { width = 0, height = 0 } = page.viewportSize() ?? {};
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await objections(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
	await page.setViewportSize({ width, height });

	await flag.getByTestId('kill-flag').click();
	await page.getByTestId('confirm').click();
	await expect(flag).toContainText('Stopped');
	await flag.getByTestId('delete-flag').click();
	await page.getByTestId('confirm').click();
	await expect(flag).toHaveCount(0);
	await expect(page.getByTestId('new-flag')).toBeFocused();
});

test('the log is found whole, and maintenance begins and ends', async ({ page }) => {
	await signIn(page, ADMIN);
	await page.goto('/admin/audit');
	await page.getByTestId('audit-action').fill('auth.signed_in');
	await page.getByTestId('search-audit').click();
	await expect(page.getByTestId('act').first()).toContainText('auth.signed_in');
	const taken = page.waitForEvent('download');
	await page.getByTestId('export-audit-csv').click();
	const [, ...acts] = readFileSync(await (await taken).path(), 'utf8')
		.trim()
		.split('\n');
	expect(acts.every((act) => act.includes('auth.signed_in'))).toBe(true);
	await page.getByTestId('verify-audit').click();
	await expect(page.getByTestId('audit-checked')).toContainText('is as it was written');

	await page.goto('/admin/maintenance');
	await page.getByTestId('begin-maintenance').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('maintenance-on')).toBeVisible();
	await page.getByTestId('end-maintenance').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('maintenance-off')).toBeVisible();
});

test('what is sensitive asks again who is there', async ({ page }) => {
	await signIn(page, ADMIN);
	await page.goto('/admin/maintenance');
	const tooLongAgo = {
		status: 401,
		headers: { 'www-authenticate': 'Bearer error="insufficient_user_authentication"' },
		json: { type: '/problems/reauthentication-required', title: 'Confirm that it is you', status: 401 }
	};
	await page.route('**/v1/admin/maintenance', (route) =>
		route.request().method() === 'PUT' ? route.fulfill(tooLongAgo) : route.continue()
	);
	await page.getByTestId('begin-maintenance').click();
	await page.getByTestId('confirm').click();
	await page.getByTestId('proof').getByRole('button', { name: 'Cancel' }).click();

	await expect(page.getByTestId('maintenance-off')).toBeVisible();
});

test('health says which processes run, whether letters go out, and what goes by itself', async ({ page }) => {
	await signIn(page, ADMIN);
	await page.goto('/admin/health');
	await expect(page.getByTestId('process').first()).toContainText('Runs since');
	await page.getByTestId('test-letter').click();
	await expect(page.getByTestId('letter-outcome')).toContainText(
		/there is no mail server|has taken a letter/
	);

	await page.getByTestId('part').filter({ hasText: 'Housekeeping' }).getByRole('link').click();
	await expect(page.getByTestId('kept').filter({ hasText: 'Announcements' })).toContainText('90 days');
});

test('who helps people sees how things are, and changes only what is theirs to change', async ({
	page,
	browser
}) => {
	const sue = await signUp(await (await browser.newContext()).newPage());
	const headers = await tokenOf(page.request, ADMIN);
	const find = await page.request.get('/v1/admin/users', { headers, params: { text: sue.email } });
	const { items } = (await find.json()) as { items: { id: string }[] };
	const given = await page.request.put(`/v1/admin/users/${items[0]?.id}/roles`, {
		headers,
		data: { roles: ['support'] }
	});
	expect(given.ok()).toBe(true);
	const alice = await signUp(await (await browser.newContext()).newPage());
	await signIn(page, sue);

	await page.goto('/admin');
	await expect(page.getByRole('main').getByRole('link', { name: /Audit log/ })).toBeVisible();
	await expect(page.getByRole('main').getByRole('link', { name: /Announcements/ })).toHaveCount(0);
	await page.goto('/admin/announcements');
	await expect(page.getByTestId('no-permission')).toBeVisible();

	await page.goto('/admin/flags');
	const flag = page.getByTestId('flag').first();
	await flag.locator('summary').click();
	await expect(flag.getByTestId('default-variant')).toBeDisabled();
	for (const control of ['new-flag', 'save-flag', 'kill-flag', 'delete-flag'])
		await expect(page.getByTestId(control)).toHaveCount(0);
	await flag.getByTestId('preview-flag').click();
	await expect(flag.getByTestId('preview-outcome')).toContainText('Because');

	await page.goto('/admin/users');
	await page.getByTestId('find-users').fill(alice.email);
	await page.getByTestId('search-users').click();
	await page.getByRole('link', { name: alice.email }).click();
	await expect(page.getByTestId('user-facts')).toContainText(alice.email);
	for (const control of ['suspend-user', 'save-roles', 'user-plan'])
		await expect(page.getByTestId(control)).toHaveCount(0);
	await page.getByTestId('sign-user-out').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('toast')).toContainText('They are signed out.');
});
