/** Today's date as the device's owner lives it; moves on at midnight and when a sleeping page wakes. */
import { localDate } from './dates/calendar';

class Clock {
	today = $state(localDate(new Date()));

	constructor() {
		setInterval(() => this.look(), 20_000);
		document.addEventListener('visibilitychange', () => this.look());
	}

	private look() {
		const now = localDate(new Date());
		if (now !== this.today) this.today = now;
	}
}

export const clock = new Clock();
