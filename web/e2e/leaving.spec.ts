/** Whoever leaves the page at once loses nothing. */
import { expect, test } from '@playwright/test';
import { row, signUp, type } from './people';

test('what was typed is on the list though the page is left at once', async ({ page }) => {
	await signUp(page);
	await type(page, 'buy stamps');

	await page.goto('/inbox');

	await expect(row(page, 'buy stamps')).toBeVisible();
});

test('what was typed in a room is of its day, or on its list, though the page is left at once', async ({
	page
}) => {
	await signUp(page);
	await type(page, 'buy stamps');
	await page.goto('/inbox');
	await expect(row(page, 'buy stamps')).toContainText('Today');

	await page.getByTestId('list-link').filter({ hasText: 'Shopping' }).click();
	await expect(page.locator('h1')).toHaveText('Shopping');
	await type(page, 'bake bread');
	await page.goto('/inbox');
	await page.getByTestId('list-link').filter({ hasText: 'Shopping' }).click();

	await expect(row(page, 'bake bread')).toBeVisible();
});
