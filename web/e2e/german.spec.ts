/** Every room, opened by somebody who reads German: nothing in it is said in English that there are German words for. */
import { expect, test, type Page } from '@playwright/test';
import { englishOn, MOMENT } from './german';
import { ADMIN, signIn, signUp, tokenOf, type } from './people';

test.use({ locale: 'de-DE' });

/** Each row of it has something to be told of. */
const TABLE = `id,title,due,parent,recurrence,deadline
1,Zaun streichen,,99,,
2,Müll rausbringen,2030-05-04,,FREQ=NEVER,
3,Steuer,,,,someday
1,Zaun streichen,,99,,
`;

async function look(page: Page, room: string, people?: readonly string[]): Promise<void> {
	expect(await englishOn(page, people), `English in ${room}`).toEqual([]);
}

async function visit(page: Page, room: string, people?: readonly string[]): Promise<void> {
	await page.goto(room);
	await page.locator('h1').waitFor();
	await expect(page.getByText(MOMENT)).toHaveCount(0, { timeout: 20_000 });
	await look(page, room, people);
}

test('the doors speak German', async ({ page }) => {
	for (const door of ['/sign-in', '/sign-up', '/forgotten-password', '/invitations#AAAA'])
		await visit(page, door);
});

test('the first lists are named in German, and an empty one speaks it', async ({ page }) => {
	await signUp(page);
	await page.getByRole('link', { name: 'Einkauf' }).click();
	await expect(page.locator('h1')).toHaveText('Einkauf');
	await look(page, 'an empty list');
});

test('what was understood, a drawer and the shortcuts speak German', async ({ page }) => {
	await signUp(page);
	await type(page, 'Briefmarken kaufen heute p2');
	await page.getByTestId('card').waitFor();
	await look(page, 'what was understood');
	await page.getByTestId('todo-title').first().click();
	await page.getByTestId('drawer').waitFor();
	await look(page, 'a drawer');
	await page.keyboard.press('Escape');
	await expect(page.getByTestId('drawer')).toHaveCount(0);
	await page.locator('h1').click();
	await page.keyboard.press('?');
	await page.getByTestId('shortcuts').waitFor();
	await look(page, 'the shortcuts');
});

test('a filter whose list is gone is told of in German', async ({ page }) => {
	await signUp(page);
	await page.getByTestId('new-filter').click();
	await page.getByTestId('filter-query').fill('#Garten');
	await expect(page.getByTestId('filter-notice')).toHaveText(
		'Du hast keine Liste „Garten“: In ihr steht nichts.'
	);
	await look(page, 'a new filter');
});

test('what is told of an import and its rows is told in German', async ({ page }) => {
	await signUp(page);
	await page.goto('/settings/transfer');
	await page.getByTestId('import-text').fill(TABLE);
	await page.getByTestId('import-paste').click();
	await expect(page.getByTestId('import-row')).toHaveText(
		[
			/Neu\s*Die übergeordnete Aufgabe fehlt in der Datei; sie steht deshalb für sich\.\s*$/,
			/Neu\s*Sie wiederholt sich nicht mehr: „FREQ=NEVER“ lässt sich nicht befolgen\.\s*$/,
			/Nicht verwendbar: „someday“ ist kein Datum\.\s*$/,
			/Nicht verwendbar: Dieselbe Aufgabe steht schon in Zeile 2\.\s*$/
		],
		{ timeout: 30_000 }
	);
	await look(page, 'an import');

	await page.getByTestId('import-text').fill('{"todos": [');
	await page.getByTestId('import-paste').click();
	await expect(page.getByTestId('import')).toContainText('Die Datei beginnt wie JSON und ist keines');
	await look(page, 'a file that cannot be used');
});

const OF_A_PERSON = {
	'the rooms of tasks': ['/inbox', '/upcoming', '/search?q=brief', '/archive', '/trash', '/insights'],
	'the settings of a person': ['', '/profile', '/preferences', '/voice', '/security'].map(
		within('/settings')
	),
	'the settings of data': ['/tokens', '/applications', '/transfer', '/teams', '/privacy', '/plan'].map(
		within('/settings')
	)
};
for (const [what, rooms] of Object.entries(OF_A_PERSON))
	test(`${what}: they speak German`, async ({ page }) => {
		await signUp(page);
		for (const room of rooms) await visit(page, room);
	});

const OF_THE_ADMINISTRATION = {
	'the administration of people': ['', '/users', '/announcements', '/audit', '/retention'],
	'the administration of what runs': ['/flags', '/jobs', '/health', '/maintenance', '/insights']
};
for (const [what, rooms] of Object.entries(OF_THE_ADMINISTRATION))
	test(`${what}: its rooms speak German`, async ({ page }) => {
		await signIn(page, ADMIN);
		const people = await namesOf(page);
		for (const room of rooms.map(within('/admin'))) await visit(page, room, people);
	});

function within(place: string): (room: string) => string {
	return (room) => place + room;
}

/** What the administrator and their lists are called: they signed up in English. */
async function namesOf(page: Page): Promise<string[]> {
	const headers = await tokenOf(page.request, ADMIN);
	const answer = await page.request.get('/v1/categories', { headers });
	const { items } = (await answer.json()) as { items: { name: string }[] };
	return ['First', ...items.map(({ name }) => name)];
}
