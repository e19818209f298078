// Reads {"now", "texts", "rounds"} and answers {"us"}: microseconds of CPU of this process for each text, every round.
import { readFileSync } from 'node:fs';
import * as chrono from 'chrono-node';

const { now, texts, rounds } = JSON.parse(readFileSync(0, 'utf8'));
const instant = new Date(now);

for (const text of texts) chrono.parse(text, instant, { forwardDate: true });

const us = [];
for (let round = 0; round < rounds; round += 1) {
	for (const text of texts) {
		const before = process.cpuUsage();
		chrono.parse(text, instant, { forwardDate: true });
		const spent = process.cpuUsage(before);
		us.push(spent.user + spent.system);
	}
}
console.log(JSON.stringify({ us }));
