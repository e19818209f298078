/** Tasks on other days: carried, moved by keys, all at once, and by a finger. */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, type } from './people';

/** `YYYY-MM-DD`, so many days from today. */
const day = (days: number) => {
	const date = new Date();
	date.setDate(date.getDate() + days);
	return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}-${String(date.getDate()).padStart(2, '0')}`;
};
const at = (page: Page, days: number) => page.locator(`[data-day="${day(days)}"]`);

test('a task is carried to another day, moved by keys, and back', async ({ page }) => {
	await signUp(page);
	await type(page, 'plant the bulbs tomorrow at 9');
	await page.goto('/upcoming');
	await expect(at(page, 1)).toContainText(/plant the bulbs/i);
	expect(await objections(page)).toEqual([]);

	await row(page, 'bulbs').hover();
	await at(page, 1).locator('.grip').hover();
	await page.mouse.down();
	const target = await at(page, 3).boundingBox();
	await page.mouse.move((target?.x ?? 0) + 60, (target?.y ?? 0) + 20, { steps: 6 });
	await page.mouse.up();
	await expect(at(page, 3)).toContainText(/plant the bulbs/i);
	await expect(at(page, 3)).toContainText('9:00');
	await expect(page.getByRole('status').filter({ hasText: 'Moved' })).toBeVisible();

	await row(page, 'bulbs').getByTestId('todo-title').focus();
	await page.keyboard.press('Shift+ArrowDown');
	await expect(at(page, 4)).toContainText(/plant the bulbs/i);
	await expect(row(page, 'bulbs').getByTestId('todo-title')).toBeFocused();
	await page.keyboard.press('Shift+ArrowUp');
	await page.keyboard.press('Control+z');
	await expect(at(page, 4)).toContainText(/plant the bulbs/i);
});

test('all that is overdue moves to a day at once, and back', async ({ page }) => {
	await signUp(page);
	for (const title of ['sweep the yard', 'mend the gate']) {
		await type(page, `${title} today`);
		await row(page, title).getByTestId('todo-title').focus();
		await page.keyboard.press('Shift+ArrowUp');
		await expect(row(page, title)).toContainText('Yesterday');
	}
	await page.getByTestId('move-overdue').click();
	await page.getByTestId('day-input').fill('tomorrow');
	expect(await objections(page)).toEqual([]);
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('todo-item')).toHaveCount(0);
	await page.getByTestId('toast').getByTestId('undo').click();
	await expect(page.getByTestId('todo-item')).toHaveCount(2);
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

	async function swipe(page: Page, title: string, by: { x: number; y: number }, from = 180): Promise<void> {
		const box = await row(page, title).boundingBox();
		const y = (box?.y ?? 0) + (box?.height ?? 0) / 2;
		const cdp = await page.context().newCDPSession(page);
		const send = (kind: string, points: object[]) =>
			cdp.send('Input.dispatchTouchEvent', { type: kind as 'touchStart', touchPoints: points as never });
		await send('touchStart', [{ x: from, y }]);
		for (let step = 1; step <= 8; step++)
			await send('touchMove', [{ x: from + (by.x * step) / 8, y: y + (by.y * step) / 8 }]);
		await send('touchEnd', []);
	}

	test('a swipe completes or puts on another day, and neither fights with scrolling', async ({ page }) => {
		await signUp(page);
		await type(page, 'feed the hens today');
		await expect(row(page, 'hens')).toBeVisible();

		await swipe(page, 'hens', { x: 20, y: -120 });
		await swipe(page, 'hens', { x: 60, y: 4 });
		await swipe(page, 'hens', { x: 160, y: 4 }, 8); // from the edge: the system's
		await expect(row(page, 'hens')).toBeVisible();
		await expect(page.getByTestId('drawer')).toHaveCount(0);

		await swipe(page, 'hens', { x: 140, y: 6 });
		await expect(row(page, 'hens')).toHaveCount(0);
		await page.getByTestId('toast').getByTestId('undo').click();
		await expect(row(page, 'hens')).toBeVisible();

		await swipe(page, 'hens', { x: -140, y: 6 });
		await page.getByTestId('day-choice').filter({ hasText: 'Tomorrow' }).click();
		await expect(row(page, 'hens')).toHaveCount(0);
		await page.getByTestId('toast').getByTestId('undo').click();
		await expect(row(page, 'hens')).toBeVisible();
	});
});
