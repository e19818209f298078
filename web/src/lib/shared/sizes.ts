import { formats } from './formats';

/** “1.2 MB”, in steps of a thousand. */
export function sizeWords(bytes: number): string {
	const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'];
	const step = Math.min(units.length - 1, bytes > 0 ? Math.floor(Math.log10(bytes) / 3) : 0);
	return formats
		.number({
			style: 'unit',
			unit: units[step],
			unitDisplay: 'short',
			maximumSignificantDigits: 3
		})
		.format(bytes / 1000 ** step);
}
