// Draws the icons of the installed app (static/icon-*.png) from static/favicon.svg, in Chromium. Run after a change of that.
import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const SIGN = readFileSync('static/favicon.svg', 'utf8');
// A maskable icon is cut to any shape: its ground reaches the edges, and the sign stays within the middle.
const FULL = SIGN.replace(' rx="9"', '').replace('<path ', '<path transform="translate(4.8 4.8) scale(.7)" ');

const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
	args: ['--no-sandbox']
});
for (const [name, size, svg] of [
	['icon-192', 192, SIGN],
	['icon-512', 512, SIGN],
	['icon-maskable-512', 512, FULL],
	['apple-touch-icon', 180, FULL]
]) {
	const page = await browser.newPage({ viewport: { width: size, height: size } });
	await page.setContent(
		`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`
	);
	await page.screenshot({ path: `static/${name}.png`, omitBackground: true });
	await page.close();
}
await browser.close();
