/** Several tasks at once: chosen by keyboard or by a thumb, changed together, and taken back in one step. */
import { expect, test } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, type } from './people';

const TITLES = ['wash the car', 'sweep the yard', 'mend the gate'];

test('tasks chosen by keyboard are labelled and deleted together, and come back in one step', async ({
	page
}) => {
	await signUp(page);
	for (const title of TITLES) {
		await type(page, `${title} today`);
		await expect(row(page, title)).toBeVisible();
	}
	await page.keyboard.press('Escape');
	await row(page, 'wash the car').getByTestId('todo-title').focus();

	await page.keyboard.press('s');
	await page.keyboard.press('j');
	await page.keyboard.press('s');
	await expect(page.getByTestId('chosen-bar')).toContainText('2 chosen');
	expect(await objections(page)).toEqual([]);
	await page.keyboard.press('l');
	await page.getByTestId('label-input').fill('home');
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('todo-item').filter({ hasText: '@home' })).toHaveCount(2);
	await expect(page.getByTestId('chosen-bar')).toHaveCount(0);

	await row(page, 'wash the car').getByTestId('todo-title').focus();
	await page.keyboard.press('s');
	await page.keyboard.press('j');
	await page.keyboard.press('Shift+S');
	await page.keyboard.press('Delete');
	await expect(page.getByTestId('todo-item')).toHaveCount(1);
	await expect(row(page, 'mend the gate').getByTestId('todo-title')).toBeFocused();
	await page.keyboard.press('Control+z');
	await expect(page.getByTestId('todo-item')).toHaveCount(3);
});

test.describe('on a phone', () => {
	test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

	test('a task that is held is chosen, a press chooses more, and all are done at once', async ({ page }) => {
		await signUp(page);
		for (const title of TITLES) {
			await type(page, `${title} today`);
			await expect(row(page, title)).toBeVisible();
		}
		await page.keyboard.press('Escape');
		const box = await row(page, 'wash the car').boundingBox();
		const cdp = await page.context().newCDPSession(page);
		const at = { x: 180, y: (box?.y ?? 0) + 20 };
		await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
		await expect(page.getByTestId('chosen-bar')).toBeVisible();
		await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
		await row(page, 'mend the gate').getByTestId('todo-title').tap();
		await expect(page.getByTestId('chosen-bar')).toContainText('2 chosen');
		await expect(page.getByTestId('drawer')).toHaveCount(0);
		expect(await objections(page)).toEqual([]);

		await page.getByTestId('chosen-complete').tap();
		await expect(page.getByTestId('todo-item')).toHaveCount(1);
		await page.getByTestId('toast').getByTestId('undo').tap();
		await expect(page.getByTestId('todo-item')).toHaveCount(3);
	});
});

test('what is said of a change covers nothing that can be done with those chosen', async ({ page }) => {
	await signUp(page);
	for (const title of TITLES) {
		await type(page, `${title} today`);
		await expect(row(page, title)).toBeVisible();
	}
	await page.keyboard.press('Escape');
	await row(page, 'wash the car').getByTestId('complete').click();
	await expect(page.getByTestId('toast')).toBeVisible();

	await row(page, 'mend the gate').getByTestId('todo-title').focus();
	await page.keyboard.press('s');

	await page.getByTestId('chosen-bar').waitFor();
	const toast = await page.getByTestId('toast').boundingBox();
	const bar = await page.getByTestId('chosen-bar').boundingBox();
	expect((toast?.y ?? 0) + (toast?.height ?? 0)).toBeLessThan(bar?.y ?? 0);
});
