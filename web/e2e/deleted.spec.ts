/** What is out of sight: deleted tasks, that come back or go for good, and lists in the archive. */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, type } from './people';

test('a deleted task comes back by keyboard, and what goes for good is asked about first', async ({
	page
}) => {
	await signUp(page);
	for (const title of ['buy stamps', 'sweep the stairs', 'old wish']) {
		await type(page, `${title} today`);
		await row(page, title).getByTestId('todo-title').focus();
		await page.keyboard.press('Delete');
		await expect(row(page, title)).toHaveCount(0);
	}

	await page.getByTestId('toast-link').click();
	const deleted = (title: string) => page.getByTestId('deleted').filter({ hasText: title });
	await expect(page.getByTestId('deleted')).toHaveCount(3);
	expect(await objections(page)).toEqual([]);
	await deleted('old wish').getByTestId('restore').focus();
	await page.keyboard.press('Enter');
	await expect(deleted('old wish')).toHaveCount(0);
	await expect(deleted('sweep the stairs').getByTestId('restore')).toBeFocused();

	await deleted('sweep the stairs').getByTestId('purge').click();
	await page.getByTestId('confirm').click();
	await expect(deleted('sweep the stairs')).toHaveCount(0);
	await page.getByTestId('empty-trash').click();
	await page.getByTestId('confirm').click();
	await expect(page.getByTestId('nothing')).toBeVisible();

	await page.goto('/today');
	await expect(page.getByTestId('todo-item')).toHaveText(/old wish/i);
});

async function openList(page: Page, name: string, parent?: string): Promise<void> {
	await page.getByTestId('new-list').click();
	await page.getByTestId('list-name').fill(name);
	if (parent) await page.getByTestId('list-parent').selectOption({ label: parent });
	await page.getByTestId('save-list').click();
	await expect(page.locator('h1')).toHaveText(name);
}

test('a list stands below another, is moved by keyboard and by hand, and rests in the archive with it', async ({
	page
}) => {
	await signUp(page);
	await openList(page, 'House');
	await openList(page, 'Garden', 'House');
	await type(page, 'dig the beds today');
	await expect(row(page, 'dig the beds')).toBeVisible();
	await page.getByTestId('favourite').click();
	await expect(page.getByTestId('favourites')).toContainText('Garden');
	const names = () => page.getByTestId('list-link').locator('.name').allTextContents();
	const link = (name: string) => page.getByTestId('list-link').filter({ hasText: name });
	expect(await names()).toEqual(['Personal', 'Work', 'Shopping', 'Health', 'Learning', 'House', 'Garden']);

	await link('House').focus();
	await page.keyboard.press('Alt+ArrowUp');
	await expect.poll(names).toEqual(['Personal', 'Work', 'Shopping', 'Health', 'House', 'Garden', 'Learning']);
	await expect(link('House')).toBeFocused();
	await link('Learning').hover();
	const grip = await page
		.locator('li')
		.filter({ has: link('Learning') })
		.locator('.grip')
		.boundingBox();
	await page.mouse.move((grip?.x ?? 0) + 5, (grip?.y ?? 0) + 10);
	await page.mouse.down();
	const top = await link('Personal').boundingBox();
	await page.mouse.move((grip?.x ?? 0) + 5, (top?.y ?? 0) + 2, { steps: 5 });
	await page.mouse.up();
	await expect.poll(names).toEqual(['Learning', 'Personal', 'Work', 'Shopping', 'Health', 'House', 'Garden']);

	await link('House').click();
	await page.getByTestId('edit-list').click();
	await expect(page.getByTestId('list-name')).toHaveValue('House');
	expect(await objections(page)).toEqual([]);
	await page.getByTestId('duplicate-list').click();
	await expect(page.locator('h1')).toHaveText('House copy');
	await page.getByTestId('toast').getByTestId('undo').click();
	await expect(link('House')).toHaveCount(1);
	await link('House').click();
	await page.getByTestId('edit-list').click();
	await page.getByTestId('archive-list').click();
	await expect(page.getByTestId('is-archived')).toBeVisible();
	await page.goto('/today');
	await expect(page.getByTestId('list-link').filter({ hasText: 'Learning' })).toBeVisible();
	await expect(row(page, 'dig the beds')).toHaveCount(0);

	await page.getByTestId('archive-link').click();
	await expect(page.getByTestId('archived')).toHaveCount(2);
	expect(await objections(page)).toEqual([]);
	await page.getByTestId('unarchive').first().click();
	await expect(page.getByTestId('nothing')).toBeVisible();
	expect(await names()).toEqual(['Learning', 'Personal', 'Work', 'Shopping', 'Health', 'House', 'Garden']);
});
