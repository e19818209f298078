/** What clocks on the wall show, and what they never show, as they were put forward over it. Local moments are told as if they were UTC. */

const DAY = 86_400_000;

/** As a clock there shows it, to the second. */
export function onTheWall(moment: Date, zone: string): string {
	return clockOf(zone)(moment);
}

/**
 * Hands moments on, which come in their order, but for those that a change of the clocks makes the same as another one of them.
 * `next` and `take` answer whether more are wanted; after the last, `end` hands on what was held back.
 */
export function onceEach(zone: string, from: number, take: (moment: number) => boolean) {
	const meant = meantIn(zone);
	const held: number[] = [];
	const handOn = (isEnd: boolean): boolean => {
		for (let moment = held[0]; moment !== undefined; moment = held[0]) {
			const shown = moment < from ? moment : meant(moment);
			const mayFollow = !isEnd && (held.at(-1) ?? moment) < shown;
			if (mayFollow) return true;
			held.shift();
			const isAnother = shown !== moment && held.includes(shown);
			if (!isAnother && !take(moment)) return false;
		}
		return true;
	};
	return {
		next(moment: number): boolean {
			held.push(moment);
			return handOn(false);
		},
		end: () => handOn(true)
	};
}

/**
 * What a clock there shows at a local moment: another one only where it shows that one never. Then it is counted by the
 * offset from before the change (RFC 5545, 3.3.5): half past two is half past three.
 */
function meantIn(zone: string): (moment: number) => number {
	const clock = clockOf(zone);
	const shownAt = (instant: number) => Date.parse(`${clock(new Date(instant))}Z`);
	const offsetAt = (instant: number) => shownAt(instant) - instant;
	return (moment) => {
		const [before, after] = [offsetAt(moment - DAY), offsetAt(moment + DAY)];
		if (before === after || shownAt(moment - after) === moment) return moment;
		return shownAt(moment - before);
	};
}

function clockOf(zone: string): (moment: Date) => string {
	const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
	return (moment) => clock.format(moment).replace(' ', 'T');
}
