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

export const NOTES = ['buy flour and eggs', 'find the large tin', 'write the card'];

export const COMMENT = 'The one with **lemon**, please: [Gran’s recipe](https://example.com/lemon-cake).';
