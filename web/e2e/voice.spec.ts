/** Speaking to a real server, with somebody's voice in the browser's microphone. */
import { expect, test, type Page } from '@playwright/test';
import { objections } from './axe';
import { row, signUp, type } from './people';

const panel = (page: Page) => page.getByTestId('voice-panel');

/** What a screen reader says. */
const announced = (page: Page) => page.getByTestId('announcement').filter({ hasText: /\w/ });

async function holdUntil(page: Page, isEnough: () => Promise<unknown>) {
	await page.getByTestId('mic').hover();
	await page.mouse.down();
	await isEnough();
	await page.mouse.up();
}

test('words are seen while they are spoken, and in the end the sentence', async ({ page }) => {
	await signUp(page);

	await holdUntil(page, async () => {
		await expect(page.getByTestId('words')).toContainText(/living room/i, { timeout: 15_000 });
		await expect(page.getByTestId('meter')).toBeVisible();
		await expect(panel(page).getByTestId('sentence')).toHaveCount(0);
		expect(await objections(page)).toEqual([]);
	});

	await expect(panel(page).getByTestId('sentence')).toContainText(/living room/i);
	await expect(announced(page)).toHaveText(/\w+/);
	await panel(page).getByTestId('add-as-task').click();
	await page.goto('/inbox');
	await expect(row(page, 'living room')).toHaveCount(1);
});

test('a tap listens until nobody speaks any more, and stops by itself', async ({ page }) => {
	await signUp(page);

	await page.getByTestId('mic').click();

	await expect(page.getByTestId('meter')).toBeVisible();
	await expect(panel(page).getByTestId('sentence')).toContainText(/living room/i, { timeout: 30_000 });
	await expect(page.getByTestId('meter')).toHaveCount(0);
});

test('without a line everything that was said is sent whole', async ({ page }) => {
	await page.routeWebSocket('**/socket.io/**', (socket) => socket.close());
	await page.route('**/socket.io/**', (route) => route.abort());
	await signUp(page);

	await holdUntil(page, async () => {
		await expect(page.getByTestId('meter')).toBeVisible();
		await page.waitForTimeout(3_000); // somebody speaks
	});

	await expect(panel(page).getByTestId('sentence')).toContainText(/living room/i, { timeout: 15_000 });
});

test('what is said without a connection is kept and sent later', async ({ page, context }) => {
	await signUp(page);
	// What recording needs is fetched before it is needed.
	await page.waitForFunction(() =>
		performance.getEntriesByType('resource').some(({ name }) => name.includes('capture.worklet'))
	);
	await context.setOffline(true);

	await holdUntil(page, () => page.waitForTimeout(3_000)); // somebody speaks

	await expect(page.getByTestId('trouble')).toContainText('Your recording is kept');
	await context.setOffline(false);
	await expect(page.getByTestId('toast')).toContainText('Sent what you said before', { timeout: 30_000 });
});

test('without a microphone one is told so, and types instead', async ({ page }) => {
	await page.addInitScript(() => {
		navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
	});
	await signUp(page);

	await page.getByTestId('mic').click();

	await expect(page.getByTestId('trouble')).toContainText('may not use the microphone');
	await expect(announced(page)).toContainText('may not use the microphone');
	await page.getByTestId('type-instead').click();
	await expect(page.getByTestId('quick-add')).toBeFocused();
});

test('replies are spoken where that is wished, and then the answer is listened for', async ({ page }) => {
	await page.addInitScript(() => {
		const said: string[] = ((window as unknown as { said: string[] }).said = []);
		const voice = { lang: 'en-GB', localService: true } as SpeechSynthesisVoice;
		Object.defineProperty(window, 'SpeechSynthesisUtterance', {
			value: class {
				constructor(readonly text: string) {}
			}
		});
		Object.defineProperty(window, 'speechSynthesis', {
			value: {
				getVoices: () => [voice],
				cancel: () => undefined,
				speak: (one: SpeechSynthesisUtterance) => {
					const isOpen = document.querySelector('[data-testid="meter"]') !== null;
					said.push(isOpen ? 'into the open microphone' : one.text);
					one.onend?.(new Event('end') as SpeechSynthesisEvent);
				}
			}
		});
	});
	await signUp(page);
	await type(page, 'buy stamps');
	await page.getByTestId('mic').click();
	await expect(panel(page).getByTestId('sentence')).toBeVisible({ timeout: 20_000 });
	expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).toEqual([]);
	await page.getByTestId('speak-replies').click();

	await page.getByTestId('mic').click();

	// What is said is not understood, and so it is asked whether to add it: listened for is the answer.
	await expect
		.poll(() => page.evaluate(() => (window as unknown as { said: string[] }).said.length), {
			timeout: 20_000
		})
		.toBeGreaterThan(0);
	await expect(page.getByTestId('meter')).toBeVisible();
	expect(await page.evaluate(() => (window as unknown as { said: string[] }).said)).not.toContain(
		'into the open microphone'
	);
});
