/** An RFC 5545 RRULE in words; rules beyond these words are called "Repeats". */

const UNITS: Record<string, [string, string]> = {
	MINUTELY: ['minute', 'minutes'],
	HOURLY: ['hour', 'hours'],
	DAILY: ['day', 'days'],
	WEEKLY: ['week', 'weeks'],
	MONTHLY: ['month', 'months'],
	YEARLY: ['year', 'years']
};
const DAYS: Record<string, string> = {
	MO: 'Monday',
	TU: 'Tuesday',
	WE: 'Wednesday',
	TH: 'Thursday',
	FR: 'Friday',
	SA: 'Saturday',
	SU: 'Sunday'
};
const NTH: Record<string, string> = {
	'1': 'first',
	'2': 'second',
	'3': 'third',
	'4': 'fourth',
	'-1': 'last'
};

export function recurrenceWords(rule: { rrule: string; from_completion?: boolean }): string {
	const parts = new Map(
		rule.rrule
			.replace(/^RRULE:/, '')
			.split(';')
			.map((part) => part.split('=') as [string, string])
	);
	const unit = UNITS[parts.get('FREQ') ?? ''];
	if (!unit) return 'Repeats';
	const interval = Number(parts.get('INTERVAL') ?? 1);
	const every =
		interval === 1
			? `every ${unit[0]}`
			: interval === 2
				? `every other ${unit[0]}`
				: `every ${interval} ${unit[1]}`;
	const words = onDays(parts, every, interval);
	const until = parts.get('UNTIL')?.replace(/^(\d{4})(\d\d)(\d\d).*$/, '$1-$2-$3');
	const count = parts.get('COUNT');
	const end = until ? `, until ${until}` : count ? `, ${count} times` : '';
	const sentence = words + end + (rule.from_completion ? ' after completion' : '');
	return sentence[0]?.toUpperCase() + sentence.slice(1);
}

function onDays(parts: Map<string, string>, every: string, interval: number): string {
	const days = parts.get('BYDAY')?.split(',') ?? [];
	const monthDay = parts.get('BYMONTHDAY');
	if (days.length === 5 && !days.some((day) => day === 'SA' || day === 'SU')) return 'every weekday';
	if (days.length === 2 && days.includes('SA') && days.includes('SU')) return 'every weekend';
	if (days.length > 0 && days.length < 7) {
		const names = days
			.map(dayWords)
			.join(', ')
			.replace(/, ([^,]*)$/, ' and $1');
		return parts.get('FREQ') === 'WEEKLY' && interval === 1 ? `every ${names}` : `${every} on ${names}`;
	}
	if (monthDay) return `${every} on the ${monthDay === '-1' ? 'last day' : ordinal(Number(monthDay))}`;
	return every;
}

function dayWords(day: string): string {
	const match = /^([+-]?\d+)?([A-Z]{2})$/.exec(day);
	const name = DAYS[match?.[2] ?? ''] ?? day;
	return match?.[1] ? `the ${NTH[match[1].replace('+', '')] ?? `${match[1]}.`} ${name}` : name;
}

function ordinal(day: number): string {
	const tail = day % 100 >= 11 && day % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th');
	return `${day}${tail}`;
}
