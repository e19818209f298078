/** What somebody got done is told in numbers, in pictures, and in a table behind each. */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { ADMIN, row, signIn, signUp, type } from './people';

/** The room, once what was just done is counted: events arrive some moments after what they tell of. */
async function insights(page: Page, completed: string) {
	await expect(async () => {
		await page.goto('/insights');
		await expect(page.getByTestId('figure-completed')).toContainText(completed, { timeout: 1_000 });
	}).toPass();
}

test('what was done is told, in numbers and behind every picture in a table', async ({ page }) => {
	await signUp(page);
	await type(page, 'buy stamps today');
	await type(page, 'water the plants today #Personal');
	await row(page, 'Buy stamps')
		.getByRole('checkbox')
		.or(row(page, 'Buy stamps').getByTestId('complete'))
		.first()
		.click();

	await insights(page, '1');

	await expect(page.getByTestId('figure-streak')).toContainText('day in a row');
	await expect(page.getByTestId('figure-rate')).toContainText('50%');
	const days = page.getByTestId('chart-days');
	await expect(days.getByRole('row')).toHaveCount(31);
	await expect(days.getByRole('row').last()).toContainText('12');
	await days.getByRole('button').click();
	await expect(days.getByRole('table')).toBeInViewport();
	await page.getByTestId('range-year').check();
	await expect(days.getByRole('row')).toHaveCount(13);
	expect(await objections(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await objections(page)).toEqual([]);
});

test('the room is two keys away, teaches a sentence where there is nothing, and says so without a connection', async ({
	page,
	context
}) => {
	await signUp(page);
	await page.locator('h1').click();
	await page.keyboard.press('g');
	await page.keyboard.press('n');
	await expect(page).toHaveURL(/\/insights$/);
	await expect(page.getByText('Water the plants today')).toBeVisible();

	await context.setOffline(true);
	await page.getByTestId('range-week').check();
	await expect(page.getByTestId('insights-offline')).toBeVisible();
	expect(await objections(page)).toEqual([]);

	await context.setOffline(false);
	await expect(page.getByText('Water the plants today')).toBeVisible();
});

test('what the server cannot tell now can be asked for again', async ({ page }) => {
	await signUp(page);
	await page.route('**/v1/analytics/me*', (route) => route.fulfill({ status: 503 }));
	await page.goto('/insights');
	await expect(page.getByTestId('insights-trouble')).toBeVisible();
	expect(await objections(page)).toEqual([]);

	await page.unroute('**/v1/analytics/me*');
	await page.getByTestId('insights-trouble').getByRole('button').click();
	await expect(page.getByText('Water the plants today')).toBeVisible();
});

test('whoever looks after the installation sees how much it is used, with a table behind every picture', async ({
	page
}) => {
	await signIn(page, ADMIN);
	const days = Array.from({ length: 30 }, (_, i) => ({
		date: new Date(Date.UTC(2026, 2, i + 1)).toISOString().slice(0, 10),
		people: i,
		created: 3 * i,
		completed: 2 * i,
		commands: i,
		undone: i % 2,
		p50_ms: i ? 180 : null,
		p95_ms: i ? 640 : null
	}));
	await page.route('**/v1/analytics/system*', (route) => route.fulfill({ json: { days } })); // counted every few minutes

	await page.goto('/admin/insights');

	await expect(page.getByTestId('chart-people')).toContainText('Most on 30 March: 29 people.');
	await expect(page.getByTestId('chart-tasks').getByRole('row').last()).toContainText('58');
	await expect(page.getByTestId('chart-times').getByRole('row')).toHaveCount(30);
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await objections(page)).toEqual([]);
	await page.emulateMedia({ colorScheme: 'dark' });
	expect(await objections(page, ['color-contrast'])).toEqual([]);
	expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});
