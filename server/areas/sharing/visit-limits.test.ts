import { expect, it } from 'vitest';
import { createVisitLimits } from './visit-limits.ts';

const limits = () => createVisitLimits({ link: 3, network: 5, seconds: 60 });
const refused = { status: 429, code: 'too_many_visits' };
const [one, two] = ['a'.repeat(86), 'b'.repeat(86)];

it('lets a network read a link so often, and says when it may again', async () => {
	const { admit } = limits();
	for (let at = 0; at < 3; at++) await admit(one, '192.0.2.1');
	const error = await admit(one, '192.0.2.1').catch((reason: unknown) => reason);
	expect(error).toMatchObject(refused);
	expect((error as { retryAfter: number }).retryAfter).toBeGreaterThan(50);
	// Another network, another link: theirs.
	await admit(one, '198.51.100.7');
	await admit(two, '192.0.2.1');
});

it('counts all links of a network together, and guessed secrets as one link', async () => {
	const { admit } = limits();
	for (let at = 0; at < 3; at++) await admit(`${one.slice(0, 43)}${'x'.repeat(40)}${at}`, '192.0.2.1');
	await expect(admit(one, '192.0.2.1')).rejects.toMatchObject(refused);
	await admit(two, '192.0.2.1');
	await expect(admit('c'.repeat(86), '192.0.2.1')).rejects.toMatchObject(refused);
});

it('counts a drawn page as more', async () => {
	const { admit } = limits();
	await admit(one, '192.0.2.1', 3);
	await expect(admit(one, '192.0.2.1')).rejects.toMatchObject(refused);
});
