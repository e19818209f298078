/** What can be preferred, in words. */
import type { Preferences } from '$lib/api/types';
import { m } from '$lib/paraglide/messages';
import { formats } from '$lib/shared/formats';
import { intlLocale } from '$lib/shared/locale';

export type Hour = keyof NonNullable<Preferences['hours']>;
export type Completing = Preferences['completing_parent'];

/** In the order of the day, with what is usual where nothing was said. */
export const HOURS: { name: Hour; words: () => string; usual: string }[] = [
	{ name: 'morning', words: m.preferences_morning, usual: '09:00' },
	{ name: 'noon', words: m.preferences_noon, usual: '12:00' },
	{ name: 'afternoon', words: m.preferences_afternoon, usual: '15:00' },
	{ name: 'end_of_day', words: m.preferences_end_of_day, usual: '17:00' },
	{ name: 'evening', words: m.preferences_evening, usual: '18:00' },
	{ name: 'night', words: m.preferences_night, usual: '20:00' }
];

export const COMPLETING: { value: Completing; words: () => string }[] = [
	{ value: 'complete', words: m.preferences_complete },
	{ value: 'leave', words: m.preferences_leave },
	{ value: 'ask', words: m.preferences_ask }
];

/** 0 Monday … 6 Sunday. */
export function weekdays(): { value: number; words: string }[] {
	const monday = Date.UTC(2024, 0, 1);
	return Array.from({ length: 7 }, (_, value) => ({
		value,
		words: formats.date({ weekday: 'long', timeZone: 'UTC' }).format(monday + value * 86_400_000)
	}));
}

/** ISO 3166-1. */
const REGIONS =
	'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
		' '
	);

/** By their names in the language that is read. */
export function regions(): { value: string; words: string }[] {
	const names = new Intl.DisplayNames(intlLocale(), { type: 'region' });
	const { compare } = new Intl.Collator(intlLocale());
	return REGIONS.map((value) => ({ value, words: names.of(value) ?? value })).sort((a, b) =>
		compare(a.words, b.words)
	);
}
