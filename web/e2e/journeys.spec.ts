import { expect, test } from '@playwright/test';
import { row, signIn, signUp, type } from './people';

test('a sentence typed is explained, done, and can be taken back', async ({ page }) => {
	await signUp(page);

	await page.getByTestId('quick-add').fill('call Mum tomorrow at 9 p1');
	await expect(page.getByTestId('span').filter({ hasText: 'tomorrow' })).toBeVisible();
	await page.getByTestId('quick-add').press('Enter');

	await expect(page.getByTestId('card')).toContainText('Added “Call Mum”');
	await expect(page.getByTestId('card')).toContainText('Tomorrow 9:00');
	await expect(page.getByTestId('sentence')).toContainText('tomorrow');
	await page.goto('/upcoming');
	await expect(row(page, 'Mum')).toBeVisible();
});

test('undo on the card puts everything back', async ({ page }) => {
	await signUp(page);
	await type(page, 'buy stamps');
	await expect(row(page, 'stamps')).toBeVisible();

	await page.getByTestId('card').getByTestId('undo').click();

	await expect(page.getByTestId('undone')).toBeVisible();
	await expect(row(page, 'stamps')).toHaveCount(0);
});

test('“undo” takes back what was added in a room', async ({ page }) => {
	await signUp(page);
	await type(page, 'buy stamps');
	await expect(row(page, 'stamps')).toBeVisible();
	await page.waitForLoadState('networkidle');

	await type(page, 'undo');

	await expect(row(page, 'stamps')).toHaveCount(0);
	await expect(page.getByTestId('card')).toContainText('Undone: “buy stamps”');
	await page.reload();
	await expect(page.locator('h1')).toHaveText('Today');
	await expect(page.getByText('Nothing left for today.')).toBeVisible();
});

test('a press on recognised words takes their meaning back', async ({ page }) => {
	await signUp(page);
	await page.getByTestId('quick-add').fill('watch the film tomorrow');
	await page.getByRole('button', { name: 'take the meaning back' }).first().click();
	await expect(page.getByTestId('span')).toHaveCount(0);

	await page.getByTestId('quick-add').press('Enter');

	await expect(page.getByTestId('card')).toContainText('tomorrow”');
});

test('Space held down talks, outside of fields', async ({ page }) => {
	await signUp(page);
	await page.locator('h1').click();
	await page.keyboard.down('Space');
	await expect(page.getByTestId('meter')).toBeVisible();
	await page.waitForTimeout(1_500);
	await page.keyboard.up('Space');

	await expect(page.getByTestId('meter')).toHaveCount(0);
	await expect(page.getByTestId('voice-panel')).toBeVisible();
});

test('what another window does is here by itself', async ({ page, browser }) => {
	const alice = await signUp(page);
	const elsewhere = await (await browser.newContext()).newPage();
	await signIn(elsewhere, alice);
	await expect(elsewhere.getByTestId('quick-add')).toBeVisible();

	await type(page, 'water the plants today');
	await expect(row(elsewhere, 'plants')).toBeVisible();
	await row(elsewhere, 'plants').getByTestId('complete').click();

	await expect(row(page, 'plants')).toHaveCount(0);
});

test('completing strikes the task out and can be undone', async ({ page }) => {
	await signUp(page);
	await type(page, 'sweep the stairs');
	await row(page, 'stairs').getByTestId('complete').click();
	await expect(row(page, 'stairs')).toHaveCount(0);

	await page.getByTestId('toast').getByTestId('undo').click();

	await expect(row(page, 'stairs')).toBeVisible();
});

test('a task is edited in its drawer, and the change outlives a reload', async ({ page }) => {
	await signUp(page);
	await type(page, 'buy bread');
	await row(page, 'bread').getByTestId('todo-title').click();
	await page.getByTestId('edit-title').fill('Buy rye bread');
	await page.getByTestId('edit-notes').fill('The dark one');
	await page.getByTestId('list-select').selectOption({ label: 'Shopping' });
	await page.getByTestId('close-drawer').click();
	await expect(row(page, 'rye')).toContainText('Shopping');

	await page.waitForLoadState('networkidle');
	await page.reload();

	await expect(row(page, 'Buy rye bread')).toContainText('The dark one');
});

test('notes are read with their links, and written after a press', async ({ page }) => {
	await signUp(page);
	await type(page, 'buy tiles');
	await row(page, 'tiles').getByTestId('todo-title').click();
	await page.getByTestId('edit-notes').fill('The **matte** ones of [Bob](https://example.com/tiles)');
	await page.getByTestId('edit-title').focus();

	const notes = page.getByTestId('notes');
	await expect(notes.getByRole('link', { name: 'Bob' })).toHaveAttribute('href', 'https://example.com/tiles');
	await expect(row(page, 'tiles')).toContainText('The matte ones of Bob');
	await page.getByTestId('write-notes').press('Enter');
	await expect(page.getByTestId('edit-notes')).toBeFocused();
	await page.keyboard.type('!');
	await page.getByTestId('edit-title').focus();
	await expect(notes).toContainText('The matte ones of Bob!');
	await notes.getByText('matte').click();
	await page.getByTestId('edit-notes').fill('');
	await page.getByTestId('edit-title').focus();
	await expect(notes).toHaveCount(0);
	await expect(page.getByTestId('edit-notes')).toBeVisible();
});

test('on a phone a task is read before a keyboard comes up', async ({ browser, baseURL }) => {
	const phone = await browser.newContext({
		baseURL,
		isMobile: true,
		hasTouch: true,
		viewport: { width: 360, height: 740 }
	});
	const page = await phone.newPage();
	await signUp(page);
	await type(page, 'buy bread');

	await row(page, 'bread').getByTestId('todo-title').tap();

	await expect(page.getByTestId('edit-title')).toBeVisible();
	await expect(page.getByTestId('edit-title')).not.toBeFocused();
	await phone.close();
});

test('what repeats can be skipped and can stop, and taking the date away is taken back whole', async ({
	page
}) => {
	await signUp(page);
	await type(page, 'water the plants every three days');
	await row(page, 'plants').click();
	const drawer = page.getByTestId('drawer');
	await drawer.getByRole('button', { name: 'No date' }).click();
	await expect(drawer).not.toContainText('Every 3 days');

	await page.getByTestId('close-drawer').click();
	await page.keyboard.press('Control+z');
	await page.goto('/today');
	await row(page, 'plants').click();
	await expect(drawer).toContainText('Every 3 days');

	const due = drawer.getByText(/^Due: /);
	const before = (await due.textContent()) ?? '';
	await drawer.getByTestId('skip').click();
	await expect(due).not.toHaveText(before);
	await drawer.getByTestId('undo').click();
	await expect(due).toHaveText(before);

	await drawer.getByTestId('stop-repeating').click();
	await expect(drawer).not.toContainText('Every 3 days');
	await page.reload();
	await expect(row(page, 'plants')).toBeVisible();
	await expect(row(page, 'plants')).not.toContainText('Every 3 days');
});

test('what is done without a connection is kept and sent later', async ({ page, context }) => {
	await signUp(page);
	await type(page, 'feed the cat');
	await expect(row(page, 'cat')).toBeVisible();
	await page.getByTestId('quick-add').blur();
	await context.setOffline(true);
	await row(page, 'cat').getByTestId('complete').click();
	await expect(row(page, 'cat')).toHaveCount(0);
	await type(page, 'brush the cat today');
	await expect(page.getByTestId('trouble')).toContainText('kept');

	await context.setOffline(false);

	await expect(row(page, 'Brush')).toBeVisible({ timeout: 20_000 });
	await page.reload();
	await expect(row(page, 'Brush')).toBeVisible();
	await expect(row(page, 'feed')).toHaveCount(0);
});

test('what is typed in a list without a connection is in that list later', async ({ page, context }) => {
	await signUp(page);
	await page.getByTestId('list-link').filter({ hasText: 'Shopping' }).click();
	await expect(page.locator('h1')).toHaveText('Shopping');
	await type(page, 'milk');
	await expect(row(page, 'milk')).toBeVisible();
	await page.waitForLoadState('networkidle');
	await context.setOffline(true);
	await type(page, 'eggs');
	await expect(page.getByTestId('trouble')).toContainText('kept here and sent later');

	await context.setOffline(false);

	await expect(row(page, 'eggs')).toBeVisible({ timeout: 30_000 });
});

test('the keyboard is enough', async ({ page }) => {
	await signUp(page);
	await type(page, 'fold the laundry');
	await expect(row(page, 'laundry')).toBeVisible();
	await page.getByTestId('quick-add').blur();

	await page.keyboard.press('j');
	await page.keyboard.press('1');
	await expect(row(page, 'laundry').getByTestId('complete')).toHaveAccessibleName(/priority 1/);
	await page.keyboard.press('e');
	await expect(row(page, 'laundry')).toHaveCount(0);
	await page.keyboard.press('Control+z');
	await expect(row(page, 'laundry')).toBeVisible();
	await page.keyboard.press('g');
	await page.keyboard.press('i');
	await expect(page).toHaveURL(/inbox/);
	await page.keyboard.press('?');
	await expect(page.getByTestId('shortcuts')).toBeVisible();
});

test('signing out closes the other windows too, and the door stays shut', async ({ page, context }) => {
	await signUp(page);
	const second = await context.newPage();
	await second.goto('/today');
	await expect(second.getByTestId('quick-add')).toBeVisible();

	await page.getByTestId('sign-out').click();

	await expect(page.getByTestId('email')).toBeVisible();
	await expect(second.getByTestId('email')).toBeVisible();
	await page.goto('/today');
	await expect(page.getByTestId('email')).toBeVisible();
});
