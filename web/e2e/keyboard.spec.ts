/** All that UI.md's keyboard promises, and the palette. */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, type } from './people';

test('keys go to rooms, add, search and tell what there is', async ({ page }) => {
	await signUp(page);
	await page.locator('h1').click();
	await page.keyboard.press('g');
	await page.keyboard.press('i');
	await page.waitForURL('**/inbox');
	await page.keyboard.press('g');
	await page.keyboard.press('u');
	await page.waitForURL('**/upcoming');
	await page.keyboard.press('g');
	await page.keyboard.press('t');
	await page.waitForURL('**/today');
	await page.keyboard.press('q');
	await expect(page.getByTestId('quick-add')).toBeFocused();
	await page.keyboard.press('Escape');
	await page.keyboard.press('?');
	await expect(page.getByTestId('shortcuts')).toContainText('Command palette');
	await page.keyboard.press('Escape');
	await page.keyboard.press('/');
	await expect(page.getByTestId('search')).toBeFocused();
});

test('keys do to the task in focus what the drawer does', async ({ page }) => {
	await signUp(page);
	for (const title of ['wash the car', 'sweep the yard', 'mend the gate']) {
		await type(page, `${title} today`);
		await expect(row(page, title)).toBeVisible();
	}
	const focused = page.locator('[data-todo]:focus-within');
	await page.locator('h1').click();

	await page.keyboard.press('j');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('k');
	await expect(focused).toContainText(/wash the car/i);
	await page.keyboard.press('2');
	await expect(focused.getByTestId('complete')).toHaveAccessibleName(/priority 2/);
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('drawer')).toBeVisible();
	await page.keyboard.press('Escape');
	await expect(page.getByTestId('drawer')).toHaveCount(0);
	await page.keyboard.press('d');
	await expect(page.getByTestId('due-date')).toBeFocused();
	await page.keyboard.press('Escape');
	await expect(page.getByTestId('drawer')).toHaveCount(0);

	await page.keyboard.press('#');
	await expect(page.getByTestId('move-input')).toBeFocused();
	await page.keyboard.type('shop');
	await page.keyboard.press('Enter');
	await expect(row(page, 'wash the car')).toContainText('Shopping');

	await row(page, 'sweep the yard').getByTestId('todo-title').focus();
	await page.keyboard.press('e');
	await expect(row(page, 'sweep the yard')).toHaveCount(0);
	await expect(focused).toHaveCount(1);
	await page.keyboard.press('Control+z');
	await expect(row(page, 'sweep the yard')).toBeVisible();
	await row(page, 'mend the gate').getByTestId('todo-title').focus();
	await page.keyboard.press('e');
	await expect(row(page, 'mend the gate')).toHaveCount(0);
});

/** What comes after the first sight is here: for two seconds there came nothing more. */
async function loadedAtLeisure(page: Page): Promise<void> {
	const count = () => page.evaluate(() => performance.getEntriesByType('resource').length);
	const isComing = async () => {
		const before = await count();
		await page.waitForTimeout(2_000);
		return (await count()) - before;
	};
	await expect.poll(isComing, { timeout: 30_000 }).toBe(0);
}

test('the palette goes to lists, tasks and labels and does things, without a connection', async ({
	page,
	context
}) => {
	await signUp(page);
	await type(page, 'paint the fence @garden');
	await expect(row(page, 'fence')).toBeVisible();
	await loadedAtLeisure(page);
	await context.setOffline(true);
	const field = page.getByTestId('palette-input');
	const first = page.getByTestId('palette-choice').first();

	await page.getByTestId('quick-add').focus();
	await page.keyboard.press('Control+k');
	await expect(field).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id')) ?? '');
	expect(await objections(page)).toEqual([]);
	await field.fill('shpng');
	await expect(first).toContainText('Shopping');
	await page.keyboard.press('Enter');
	await expect(page.locator('h1')).toHaveText('Shopping');

	await page.keyboard.press('Control+k');
	await expect(first).toContainText('Shopping'); // lately chosen
	await field.fill('garden');
	await page.keyboard.press('Enter');
	await expect(page.locator('h1')).toHaveText('@garden');
	await expect(row(page, 'fence')).toBeVisible();

	await page.keyboard.press('Control+k');
	await field.fill('fence paint');
	await expect(first).toContainText(/paint the fence/i);
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowUp');
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('drawer')).toBeVisible();
	await page.keyboard.press('Escape');

	await page.keyboard.press('Control+k');
	await field.fill('dark theme');
	await page.keyboard.press('Enter');
	await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
	await page.keyboard.press('Control+k');
	await field.fill('new list');
	await page.keyboard.press('Enter');
	await expect(page.getByTestId('list-name')).toBeFocused();
});

test('a label is deleted, and put on again by taking that back', async ({ page }) => {
	await signUp(page);
	await type(page, 'paint the fence today @garden');
	await expect(row(page, 'fence')).toContainText('@garden');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Control+k');
	await page.getByTestId('palette-input').fill('garden');
	await page.keyboard.press('Enter');

	await page.getByTestId('edit-label').click();
	await page.getByTestId('delete-label').click();
	await expect(row(page, 'fence')).not.toContainText('@garden');
	await page.getByTestId('toast').getByTestId('undo').click();
	await expect(row(page, 'fence')).toContainText('@garden');
});

/** By Tab alone, as far as it takes; wherever the focus comes by on the way, it is to be seen. */
async function tabTo(page: Page, testid: string) {
	for (let steps = 0; steps < 60; steps += 1) {
		await page.keyboard.press('Tab');
		const focus = await page.evaluate(() => {
			const { activeElement: here } = document;
			if (!here || here === document.body) return null;
			const shown = [here, here.nextElementSibling, here.parentElement].some(
				(each) => each && getComputedStyle(each).outlineStyle !== 'none'
			);
			const { width, height, bottom, top } = here.getBoundingClientRect();
			const isInSight = width > 0 && height > 0 && bottom > 0 && top < innerHeight;
			return {
				isSeen: shown && isInSight,
				testid: here.getAttribute('data-testid'),
				html: here.outerHTML.slice(0, 120)
			};
		});
		if (!focus) continue;
		expect(focus.isSeen, `the focus is seen on ${focus.html}`).toBe(true);
		if (focus.testid === testid) return;
	}
	throw new Error(`no Tab leads to ${testid}`);
}

test('all that is done in a day is done without a pointer, and the focus is always seen', async ({
	page
}) => {
	const email = `keys-${Date.now()}@example.com`;
	const password = 'a long and quiet sentence';
	const account = { email, password, name: '', timezone: 'Europe/Berlin', client: 'native' };
	expect((await page.request.post('/v1/auth/register', { data: account })).ok()).toBe(true);
	const { keyboard } = page;
	const focused = page.locator('[data-todo]:focus-within');

	await page.goto('/sign-in');
	await page.getByTestId('email').waitFor();
	if (!(await page.getByTestId('email').evaluate((field) => field === document.activeElement)))
		await tabTo(page, 'email');
	await keyboard.type(email);
	await tabTo(page, 'password');
	await keyboard.type(password);
	await tabTo(page, 'submit');
	await keyboard.press('Enter');
	await page.waitForURL('**/today');

	await expect(page.getByTestId('quick-add')).toBeVisible();
	await keyboard.press('q');
	for (const title of ['wash the car', 'mend the gate']) {
		await keyboard.type(`${title} today`);
		await keyboard.press('Enter');
		await expect(row(page, title)).toBeVisible();
	}
	await keyboard.press('Escape');
	await keyboard.press('Escape');
	await keyboard.press('j');
	await keyboard.press('j');
	await keyboard.press('k');
	await expect(focused).toContainText(/wash the car/i);
	await keyboard.press('1');
	await expect(focused.getByTestId('complete')).toHaveAccessibleName(/priority 1/);
	await keyboard.press('d');
	await expect(page.getByTestId('due-date')).toBeFocused();
	await keyboard.type('12122030');
	await keyboard.press('Escape');
	await expect(row(page, 'wash the car')).toHaveCount(0);

	await keyboard.press('j');
	await expect(focused).toContainText(/mend the gate/i);
	await keyboard.press('e');
	await expect(row(page, 'mend the gate')).toHaveCount(0);
	await keyboard.press('Control+z');
	await expect(row(page, 'mend the gate')).toBeVisible();

	await keyboard.press('/');
	await expect(page.getByTestId('search')).toBeFocused();
	await keyboard.type('wash');
	await expect(row(page, 'wash the car')).toBeVisible();
	await tabTo(page, 'todo-title');
	await keyboard.press('Enter');
	await expect(page.getByTestId('edit-title')).toHaveValue(/wash the car/i);
	await keyboard.press('Escape');
	await expect(page.getByTestId('drawer')).toHaveCount(0);
	await keyboard.press('Control+k');
	await expect(page.getByTestId('palette-input')).toBeFocused();
	await keyboard.type('inbox');
	await keyboard.press('Enter');
	await expect(page.locator('h1')).toHaveText('Inbox');
});
