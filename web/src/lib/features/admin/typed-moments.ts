/** Moments as a field for date and time has them: in the zone of this device, without saying so. */

/** null where nothing was typed. */
export const momentOf = (typed: string): string | null => (typed ? new Date(typed).toISOString() : null);

/** '' where there is none; to the minute. */
export function typedOf(moment: string | null | undefined): string {
	if (!moment) return '';
	const at = new Date(moment);
	return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
