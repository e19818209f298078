import { MOVED, SECTIONS } from './screenshots-week.mjs';

/** The open list by sections: as a board, whose cards are moved by keyboard, and below each other. */
export async function board({ page, settled, take }) {
	for (const section of SECTIONS) {
		await page.getByTestId('new-section').fill(section);
		await page.getByTestId('new-section').press('Enter');
		await page.getByTestId('section-head').filter({ hasText: section }).waitFor();
	}
	await page.getByTestId('board').click();
	const column = (name) => page.getByTestId('board-view').getByRole('region', { name });
	for (const [title, way] of MOVED) {
		await page.getByTestId('todo-title').filter({ hasText: title }).focus();
		for (const name of way) {
			await page.keyboard.press('Alt+ArrowRight');
			await column(name).filter({ hasText: title }).waitFor();
		}
	}
	await settled();
	await page.evaluate(() => document.activeElement?.blur());
	await page.mouse.move(0, 0);
	await take('board');
	await page.getByTestId('board').click();
	await page.getByTestId('board-view').waitFor({ state: 'detached' });
	await page.mouse.move(0, 0);
	await take('list');
}
