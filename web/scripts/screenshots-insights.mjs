/** The pictures of what was done, day by day: they need a week that is over. */
import { weekBefore } from './screenshots-week.mjs';

/** The administration's days are counted every ten minutes. */
const LONGEST_COUNT_MS = 12 * 60_000;
const LOOK_MS = 5_000;

/** Done elsewhere, and brought along with its times. */
export async function bringWeekBefore({ page, see }) {
	await see('/settings/transfer', null);
	await page.getByTestId('import-text').fill(weekBefore(new Date()));
	await page.getByTestId('import-paste').click();
	await page.getByTestId('import-approve').click();
	await page.getByTestId('import-undo').waitFor();
}

export async function agreeToBeCounted(page, url) {
	await page.goto(`${url}/settings/privacy`);
	const analytics = page.locator('[data-purpose="analytics"]');
	await analytics.getByTestId('give').click();
	await analytics.getByTestId('withdraw').waitFor();
}

/** Of the last seven days; events arrive some moments after what they tell of. */
export async function insights({ page, see, settled, take }, name) {
	await see('/insights', null);
	await page.getByTestId('range-week').check();
	await page.getByTestId('figure-streak').getByText('days in a row').waitFor();
	await settled();
	await take(name);
}

export async function adminInsights({ page, see, settled, take }) {
	const isCounted = async () => {
		await see('/admin/insights', null);
		return page.getByTestId('chart-tasks').isVisible();
	};
	for (const end = Date.now() + LONGEST_COUNT_MS; !(await isCounted()) && Date.now() < end;)
		await page.waitForTimeout(LOOK_MS);
	await page.getByTestId('chart-tasks').waitFor();
	await settled();
	await take('admin-insights');
}
