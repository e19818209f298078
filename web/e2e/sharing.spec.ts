/** Two people and a list: offered, accepted, worked on by both, looked at, and nobody else's. */
import { expect, test, type Browser, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, type } from './people';

async function openList(page: Page, name: string): Promise<string> {
	await page.getByTestId('new-list').click();
	await page.getByTestId('list-name').fill(name);
	await page.getByTestId('save-list').click();
	await expect(page.locator('h1')).toHaveText(name);
	return new URL(page.url()).pathname;
}

const another = async (browser: Browser): Promise<Page> => (await browser.newContext()).newPage();

test('a list is offered by address, accepted, and worked on by two at once', async ({ page, browser }) => {
	await signUp(page, undefined, 'Alice');
	const bob = await another(browser);
	const { email } = await signUp(bob, undefined, 'Bob');
	await openList(page, 'Holiday');
	await type(page, 'book the ferry');
	await type(page, 'pack the bags');

	await page.getByTestId('share-list').click();
	await page.getByTestId('invite-address').fill(email);
	await page.getByTestId('invite').click();
	await expect(page.getByTestId('invited')).toContainText(email);
	await expect(page.getByTestId('invitation')).toContainText(email);
	expect(await objections(page)).toEqual([]);

	await bob.reload();
	await expect(bob.getByTestId('waiting-invitation')).toContainText(
		'Alice wants to share the list “Holiday”'
	);
	expect(await objections(bob)).toEqual([]);
	await bob.getByTestId('accept').click();
	await expect(bob.locator('h1')).toHaveText('Holiday');
	await expect(row(bob, 'ferry')).toBeVisible();

	const member = page.getByTestId('member').filter({ hasText: 'Bob' });
	await expect(member).toBeVisible();
	await page.getByTestId('close-share').click();
	await expect(page.getByTestId('share-list')).toBeFocused();
	await expect(page.getByTestId('list-link').filter({ hasText: 'Holiday' })).toContainText('Shared');
	await row(page, 'bags').getByTestId('todo-title').focus();
	await page.keyboard.press('a');
	await page.getByTestId('assign-input').fill('bob');
	await page.keyboard.press('Enter');
	await expect(row(bob, 'bags')).toContainText('Assigned to Bob');
	await row(bob, 'ferry').getByTestId('complete').click();
	await expect(row(page, 'ferry')).toHaveCount(0);

	await page.getByTestId('share-list').click();
	await member.getByTestId('role-of').selectOption('viewer');
	await expect(bob.getByTestId('role')).toContainText('look at this list');
	await expect(row(bob, 'bags').getByTestId('complete')).toHaveCount(0);
	await bob.getByTestId('share-list').click();
	await expect(bob.getByTestId('member')).toHaveCount(2);
	await expect(bob.getByTestId('invite')).toHaveCount(0);
	await expect(bob.getByTestId('role-of')).toHaveCount(0);
	await bob.getByTestId('leave-list').click();
	await bob.getByTestId('confirm').click();
	await expect(bob.getByTestId('toast')).toContainText('You left “Holiday”');
	await expect(bob.getByTestId('list-link').filter({ hasText: 'Holiday' })).toHaveCount(0);
	await expect(member).toHaveCount(0);
});

test('a link lets in who opens it and agrees, and nobody else', async ({ page, browser }) => {
	await signUp(page, undefined, 'Alice');
	const list = await openList(page, 'Garden');
	await page.getByTestId('share-list').click();
	await page.getByTestId('invite-by-link').check();
	await page.getByTestId('invite-role').selectOption('viewer');
	await page.getByTestId('invite').click();
	const link = await page.getByTestId('invite-link').inputValue();
	await page.emulateMedia({ colorScheme: 'dark' });
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await objections(page)).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

	const charlie = await another(browser);
	const asked: string[] = [];
	charlie.on('request', (request) => asked.push(request.url()));
	await charlie.setViewportSize({ width: 360, height: 740 });
	await charlie.goto(link);
	await charlie.getByTestId('to-sign-up').click();
	await charlie.getByTestId('name').fill('Charlie');
	await charlie.getByTestId('email').fill(`charlie-${Date.now()}@example.com`);
	await charlie.getByTestId('password').fill('a long and quiet sentence');
	await charlie.getByTestId('submit').click();
	await expect(charlie.getByTestId('join')).toBeVisible();
	expect(await objections(charlie)).toEqual([]);
	await charlie.goto(list);
	await expect(charlie.getByTestId('gone')).toBeVisible();
	await charlie.goBack();
	await charlie.getByTestId('join').click();
	await expect(charlie.locator('h1')).toHaveText('Garden');
	expect(new URL(charlie.url()).pathname).toBe(list);
	const token = new URL(link).hash.slice(1);
	expect(asked.filter((address) => address.includes(token))).toEqual([]);

	await charlie.goto(`/invitations#${token.slice(0, -4)}AAAA`);
	await charlie.getByTestId('join').click();
	await expect(charlie.getByTestId('problem')).toContainText(/invitation/);
});

test('a team is made, joined by a link, and shares a list at once', async ({ page, browser }) => {
	await signUp(page, undefined, 'Alice');
	const list = await openList(page, 'Bread');
	await page.goto('/settings/teams');
	await page.getByTestId('team-name').fill('Bakers');
	await page.getByTestId('make-team').click();
	await expect(page.locator('h1')).toHaveText('Bakers');
	await page.getByTestId('invite-by-link').check();
	await page.getByTestId('invite').click();
	const link = await page.getByTestId('invite-link').inputValue();
	expect(await objections(page)).toEqual([]);

	const bob = await another(browser);
	await signUp(bob, undefined, 'Bob');
	await bob.goto(link);
	await bob.getByTestId('join').click();
	await expect(bob.getByTestId('team-member')).toHaveCount(2);
	await expect(bob.getByTestId('invite')).toHaveCount(0);
	await expect(page.getByTestId('team-member').filter({ hasText: 'Bob' })).toBeVisible();

	await page.goto(list);
	await page.getByTestId('share-list').waitFor();
	await page.keyboard.press('Control+k');
	await page.getByTestId('palette-input').fill('share');
	await page.keyboard.press('Enter');
	await page.getByTestId('share-team').click();
	await expect(page.getByTestId('member').filter({ hasText: 'Bob' })).toContainText('member of a team');
	await expect(bob.getByTestId('team-list')).toContainText('Bread');
	await expect(bob.getByTestId('list-link').filter({ hasText: 'Bread' })).toBeVisible();
	await bob.getByTestId('leave-team').click();
	await bob.getByTestId('confirm').click();
	await expect(bob.getByTestId('nothing')).toContainText('in no team');
	await expect(bob.getByTestId('list-link').filter({ hasText: 'Bread' })).toHaveCount(0);
});
