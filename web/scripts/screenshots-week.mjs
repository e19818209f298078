/** Who the tour is of, and with whom they share. */
export const PERSON = { name: 'Alice Liddell', email: 'alice@example.com' };
export const GUEST = { name: 'Bob Carter', email: 'bob@example.com' };
export const TEAM = 'Book club';

/** What the person of the tour says: a week of theirs. */
export const LISTS = ['create a list called Home', 'create a list called Garden party'];

export const WEEK = [
	'add milk to my shopping list',
	'add two lemons to my shopping list',
	'add coffee beans to my shopping list p2',
	'bake the cake today at 4 pm p1',
	'call Mum today at 6 pm',
	'water the plants today every 3 days',
	'take the vitamins every morning',
	'send the invoice to Sara today p2',
	'read chapter four @reading',
	'book the train to Hamburg tomorrow at noon p1',
	'pick up the parcel tomorrow',
	'pay the rent on the first every month',
	'go for a run every Tuesday and Thursday at 7',
	'dentist next Monday at 8:30 for 45 minutes',
	'write the invitation in 3 days',
	'return the library books on Friday'
];

/** The shopping by shelf, and the way of each task to its own. */
export const SECTIONS = ['Fruit', 'Drinks'];
export const MOVED = [
	['lemons', ['Fruit']],
	['Coffee', ['Fruit', 'Drinks']]
];

export const NOTES = ['buy flour and eggs', 'find the large tin', 'write the card'];

export const COMMENT = 'The one with **lemon**, please: [Gran’s recipe](https://example.com/lemon-cake).';

/** What was done on the six days before, in the app that the person comes from: days ago, when, and in which list. */
const DONE = [
	[6, '08:10', 'Health', 'Swim before work'],
	[6, '11:30', 'Work', 'Send the draft to Sara'],
	[6, '18:45', 'Home', 'Fix the dripping tap'],
	[5, '09:20', 'Work', 'Plan the sprint'],
	[5, '09:50', 'Work', 'Book the meeting room'],
	[5, '13:15', 'Personal', 'Post the birthday card'],
	[5, '18:05', 'Shopping', 'Buy cat food'],
	[5, '20:30', 'Learning', 'Read chapter two'],
	[4, '08:15', 'Health', 'Renew the prescription'],
	[4, '18:20', 'Home', 'Take out the bins'],
	[3, '09:05', 'Work', 'Answer the auditors'],
	[3, '11:40', 'Work', 'Review the contract'],
	[3, '12:30', 'Personal', 'Pay the gas bill'],
	[3, '18:10', 'Shopping', 'Buy bread and cheese'],
	[3, '18:50', 'Home', 'Change the light bulb'],
	[3, '21:00', 'Learning', 'Practise the piano'],
	[2, '09:30', 'Work', 'Call the printer'],
	[2, '16:20', 'Garden party', 'Choose the date'],
	[2, '18:30', 'Health', 'Go for a run'],
	[1, '10:15', 'Home', 'Clean the windows'],
	[1, '11:00', 'Garden party', 'Ask Bob for the long table'],
	[1, '14:45', 'Shopping', 'Buy paper lanterns'],
	[1, '18:15', 'Garden party', 'Write the guest list'],
	[1, '20:10', 'Learning', 'Read chapter three']
];
const HOURS_BEFORE = [2, 30, 5, 50, 9];

/** As a file to import: each was noted down some hours before it was done. */
export function weekBefore(now) {
	const rows = DONE.map(([daysAgo, time, list, title], nth) => {
		const [hour, minute] = time.split(':').map(Number);
		const done = new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, hour, minute);
		const made = new Date(done.getTime() - HOURS_BEFORE[nth % HOURS_BEFORE.length] * 3_600_000);
		return [title, list, made.toISOString(), done.toISOString()].join(',');
	});
	return ['title,list,created_at,completed_at', ...rows].join('\n');
}
