/** Searching: narrowed by chips that stand in the address, and without a network in what is on this device. */
import { expect, test } from '@playwright/test';
import { row, signUp, type } from './people';

test('a search is narrowed by chips, which stand in the address and go one by one', async ({ page }) => {
	await signUp(page);
	await page.goto('/inbox');
	for (const sentence of ['buy milk today p1', 'milk the cow tomorrow', 'sell milk']) {
		await type(page, sentence);
		await expect(page.getByTestId('quick-add')).toHaveValue('');
	}
	await page.goto('/search');
	await page.getByTestId('search').fill('mlik');
	await expect(page.getByTestId('todo-item')).toHaveCount(3);

	for (let chip = 0; chip < 4; chip++) await page.keyboard.press('Tab'); // status, list, label, priority
	await page.keyboard.type('Priority 1');
	await expect(page.getByTestId('todo-item')).toHaveCount(1);
	await page.getByTestId('narrow-due').selectOption('today');
	await expect(page).toHaveURL(/q=mlik&priority=1&due=today/);
	await page.reload();
	await expect(row(page, 'buy milk')).toBeVisible();
	await expect(page.getByTestId('todo-item')).toHaveCount(1);

	await page.getByTestId('remove-priority').click();
	await expect(page.getByTestId('narrow-priority')).toBeFocused();
	await page.getByTestId('narrow-due').selectOption('none');
	await expect(page.getByTestId('todo-title')).toHaveText(/^Sell milk/);
	await page.getByTestId('todo-title').click();
	await page.getByTestId('drawer').waitFor();
	await page.keyboard.press('Escape');
	await expect(page).toHaveURL(/search\?q=mlik&due=none$/);
	await page.getByTestId('narrow-list').selectOption('inbox');
	await page.getByTestId('clear-narrow').click();
	await expect(page).toHaveURL(/search\?q=mlik$/);
	await expect(page.getByTestId('todo-item')).toHaveCount(3);
});

test('without a network what is on this device is searched, and it is said', async ({ page, context }) => {
	await signUp(page);
	await type(page, 'feed the cat today');
	await expect(row(page, 'cat')).toBeVisible();
	await page.goto('/search?q=cat');
	await expect(row(page, 'cat')).toBeVisible();
	await context.setOffline(true);
	await expect(page.getByTestId('search-here')).toContainText('what is on this device');

	await page.getByTestId('search').fill('feeed');
	await expect(row(page, 'cat')).toBeVisible();
	await page.getByTestId('narrow-due').selectOption('overdue');
	await expect(page.getByTestId('no-hits')).toBeVisible();

	await context.setOffline(false);
	await expect(page.getByTestId('search-here')).toHaveCount(0);
});
