/** What axe objects to on a page as it stands. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axeCore from 'axe-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Once all stands still; `only` these rules, where a page was seen with all of them in another look. */
export async function objections(page: Page, only?: string[]): Promise<string[]> {
	await page.evaluate(() => {
		const ending = document
			.getAnimations()
			.filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
		return Promise.allSettled(ending.map(({ finished }) => finished)).then(() => undefined);
	});
	await page.evaluate(axe);
	const found = await page.evaluate(
		(rules) =>
			(globalThis as unknown as { axe: typeof axeCore }).axe.run(document, rules ? { runOnly: rules } : {}),
		only
	);
	return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
