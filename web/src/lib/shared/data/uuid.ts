/** UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, 12 that count within one, then random bits. Sorts by the making. */

let latest = 0;
let nth = 0;

export function newId(now = Date.now()): string {
	if (now > latest) [latest, nth] = [now, 0];
	else if (++nth > 0xfff) [latest, nth] = [latest + 1, 0]; // too many in one: the next is borrowed
	const bytes = crypto.getRandomValues(new Uint8Array(16));
	for (let i = 0; i < 6; i++) bytes[i] = Math.floor(latest / 2 ** (8 * (5 - i))) % 256;
	bytes[6] = 0x70 | (nth >> 8);
	bytes[7] = nth & 0xff;
	bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
	const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
	return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
