/** Pictures of speaking and of the box to type in: of one sentence at its parts, as it is heard, and of what it did. */
const SENTENCE = 'add milk and eggs to shopping, and remind me to call Mum tomorrow at nine';

/** One sentence typed, one spoken. */
export async function voice(camera) {
	const { page, see, settled, take } = camera;
	await see('/today', null);
	await page.getByTestId('quick-add').fill('call the dentist on Friday at 9 for 30 minutes p1 @phone');
	await page.getByTestId('span').nth(2).waitFor();
	await take('quick-add');
	await page.getByTestId('quick-add').fill('');
	await page.keyboard.press('Escape');
	await page.getByTestId('mic').hover();
	await page.mouse.down();
	await page.waitForTimeout(2_600); // in the midst of the sentence
	await take('listening');
	await page.waitForTimeout(1_300);
	await page.mouse.up();
	await page.getByTestId('card').first().waitFor();
	await settled();
	await take('heard');
	await page.keyboard.press('Escape');
	await several(camera);
}

/** The picture of the README: one sentence, three tasks; and all of it taken back. */
async function several({ page, see, settled, take }) {
	await see('/inbox', null);
	await page.getByTestId('quick-add').fill(SENTENCE);
	await page.getByTestId('quick-add').press('Enter');
	await page.getByTestId('card').nth(2).waitFor();
	await settled();
	await take('several');
	await page.getByRole('button', { name: 'Undo all' }).click();
	await page.getByTestId('card').first().waitFor({ state: 'detached' });
	await page.keyboard.press('Escape');
}
