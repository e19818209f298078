/** Every room, in light and dark, on a desk and on a phone: nothing axe objects to, nothing refused by the policy, nothing too wide. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test, type Page } from '@playwright/test';
import type axeCore from 'axe-core';
import { signUp, type } from './people';

const ROOMS = [
	'/today',
	'/inbox',
	'/upcoming',
	'/settings',
	'/settings/account',
	'/settings/tokens',
	'/settings/applications'
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function objections(page: Page): Promise<string[]> {
	await page.evaluate(axe);
	const found = await page.evaluate(() =>
		(globalThis as unknown as { axe: typeof axeCore }).axe.run(document)
	);
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

for (const colorScheme of ['light', 'dark'] as const)
	for (const [name, width, height] of [
		['desk', 1280, 800],
		['phone', 360, 740]
	] as const)
		test(`every room is right, ${colorScheme}, on a ${name}`, async ({ browser, baseURL }) => {
			const context = await browser.newContext({ colorScheme, viewport: { width, height } });
			const page = await context.newPage();
			const refused: string[] = [];
			page.on('console', (message) => {
				if (message.text().includes('Content Security Policy')) refused.push(message.text());
			});
			page.on('request', (request) => {
				const url = new URL(request.url());
				if (url.protocol.startsWith('http') && url.origin !== new URL(baseURL ?? '').origin)
					refused.push(request.url());
			});

			for (const room of ['/sign-in', '/sign-up', '/forgotten-password']) {
				await page.goto(room);
				await page.getByTestId('email').waitFor();
				expect(await objections(page), room).toEqual([]);
			}
			await signUp(page);
			await type(page, 'buy stamps today p2');
			await page.getByTestId('card').waitFor();
			for (const room of [...ROOMS, '/search?q=stamps']) {
				await page.goto(room);
				await page.locator('h1').waitFor();
				await page.waitForTimeout(300); // transitions would be judged half-way
				expect(await objections(page), room).toEqual([]);
				expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), room).toBe(
					true
				);
			}
			await page.goto('/today');
			await page.getByTestId('todo-title').first().click();
			await page.getByTestId('drawer').waitFor();
			await page.waitForTimeout(300);
			expect(await objections(page), 'drawer').toEqual([]);
			expect(refused).toEqual([]);
			await context.close();
		});
