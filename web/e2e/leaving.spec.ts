/** Whoever leaves the page at once loses nothing. */
import { expect, test } from '@playwright/test';
import { row, signUp, type } from './people';

test('what was typed is on the list though the page is left at once', async ({ page }) => {
	await signUp(page);
	await type(page, 'buy stamps');

	await page.goto('/inbox');

	await expect(row(page, 'buy stamps')).toBeVisible();
});
